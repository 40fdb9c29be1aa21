/** Numbers that the chapters on EfficientDet quote: counted on the graphs, or read from the published tables. */
import { anchorsPerCell } from '../blocks/anchors.ts';
import { type DetectorDescription, describeDetector } from '../families/efficientdet/describe.ts';
import { efficientDet } from '../families/efficientdet/network.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { backboneAblationTable4 } from '../published/efficientdet/ablations.ts';
import { detectorCheckpoints } from '../published/efficientdet/checkpoints.ts';
import { cocoTable2 } from '../published/efficientdet/coco.ts';
import { type EfficientDetName, releasedDetectors } from '../published/efficientdet/config.ts';
import { detectorBoxes } from '../published/efficientdet/training.ts';

const known = new Map<string, DetectorDescription>();

/** A released detector in exact numbers. */
export function described(name: EfficientDetName): DetectorDescription {
  const found = known.get(name) ?? describeDetector(efficientDet(releasedDetector[name]));
  known.set(name, found);
  return found;
}

export const names = releasedDetectors.map(({ model }) => model);
export const d0 = described('D0');

/** Part of D0's cost that one of its four parts has. */
export const share = (part: keyof DetectorDescription['parts'], amount: 'parameters' | 'multiplyAdds') =>
  (100 * d0.parts[part][amount]) / d0[amount];

/** Sides of D0's maps and the boxes scored there, finest level first. */
export const levels = Array.from({ length: releasedDetector.D0.maxLevel - 2 }, (_, i) => {
  const level = i + 3;
  const stride = 2 ** level;
  const side = releasedDetector.D0.resolution / stride;
  const anchor = releasedDetector.D0.anchorScale * stride;
  const largest = anchor * 2 ** ((detectorBoxes.scalesPerOctave - 1) / detectorBoxes.scalesPerOctave);
  return { level, stride, side, anchor, largest, boxes: side * side * anchorsPerCell };
});

export const row = (model: string) => cocoTable2.find((each) => each.model === model)!;
export const checkpoint = (model: EfficientDetName) =>
  detectorCheckpoints.find((each) => each.model === model)!;
export const [resnetFpn, b3Fpn, b3Bifpn] = backboneAblationTable4 as unknown as readonly [
  (typeof backboneAblationTable4)[number],
  (typeof backboneAblationTable4)[number],
  (typeof backboneAblationTable4)[number],
];
