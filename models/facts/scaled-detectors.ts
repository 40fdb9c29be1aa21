import { compoundDetector } from '../families/efficientdet/compound.ts';
import { scaledEfficientDet } from '../families/efficientdet/scaled.ts';
import { remembered, type ScaledFamily } from './scaled-family.ts';

/** EfficientDet under its formulas (Tan, Pang & Le 2020, equations 1 to 3). */
export const scaledDetectors: ScaledFamily = {
  task: 'coco',
  baselineName: 'D0',
  networkAt: remembered((phi) => {
    const { backbone, resolution, width, cells, headDepth } = compoundDetector(phi);
    return scaledEfficientDet({
      backbone,
      resolution: resolution.value,
      width: width.value,
      cells: cells.value,
      headDepth: headDepth.value,
      exact: {
        resolution: resolution.exact,
        width: width.exact,
        cells: cells.exact,
        headDepth: headDepth.exact,
      },
    });
  }),
};
