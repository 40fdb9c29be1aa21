import { compound } from '../families/efficientnet/compound.ts';
import { scaledEfficientNet } from '../families/efficientnet/scaled.ts';
import { remembered, type ScaledFamily } from './scaled-family.ts';

/** EfficientNet under d = α^φ, w = β^φ, r = γ^φ (Tan & Le 2019, equation 3). */
export const scaledClassifiers: ScaledFamily = {
  task: 'imagenet',
  baselineName: 'B0',
  networkAt: remembered((phi) => scaledEfficientNet(compound({ phi }))),
};
