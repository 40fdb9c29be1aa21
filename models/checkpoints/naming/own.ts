import { type DetectorPlace, detectorPath } from './detector-places.ts';
import { efficientNetPath } from './efficientnet-places.ts';
import type { Naming } from './naming.ts';
import { classifierStructure, detectorStructure, tensorFlowShapes } from './structure.ts';
import { asItIs } from './tensor-source.ts';

/** The project's own files: the inference graph's parameters under their own names and in their own layout. */
export const ownNaming: Naming = {
  id: 'own',
  folded: true,
  recognises: ({ format, byName }) =>
    format === 'safetensors' && (byName.has('stage1/conv/bias') || byName.has('backbone/stage1/conv/bias')),
  sources: () => (parameter) => asItIs(parameter.name, parameter.shape),
  ignores: () => false,
  structure: (tensors) =>
    tensors.byName.has('classHead/predict/pointwise/kernel')
      ? detectorStructure(
          tensorFlowShapes(tensors, (place: DetectorPlace) => `${detectorPath(place)}/kernel`),
          'staged',
        )
      : classifierStructure(
          tensorFlowShapes(tensors, (place) => `${efficientNetPath(place)}/kernel`),
          'staged',
        ),
};
