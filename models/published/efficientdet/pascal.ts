import { type Cited, cited, type Printed, printed } from '../row.ts';

/** Table 3: semantic segmentation on Pascal VOC 2012. */
export interface SegmentationRow extends Cited {
  readonly model: string;
  /** Mean intersection over union, percent, two decimals. */
  readonly meanIou: number;
  readonly parameters: Printed | null;
  readonly multiplyAdds: Printed;
}

/** The detector's row is D4 with a BiFPN over P2–P7 at 128 channels and one 256-channel head, each repeated 3 times. */
export const segmentationTable3: readonly SegmentationRow[] = cited(
  'verified',
  [
    { key: 'ED', where: 'Table 3' },
    { key: 'ED', where: '§5.2' },
  ],
  [
    { model: 'DeepLabV3+ (ResNet-101)', meanIou: 79.35, parameters: null, multiplyAdds: printed('298B') },
    { model: 'DeepLabV3+ (Xception)', meanIou: 80.02, parameters: null, multiplyAdds: printed('177B') },
    {
      model: 'EfficientDet-D4 based',
      meanIou: 81.74,
      parameters: printed('17M'),
      multiplyAdds: printed('18B'),
    },
  ],
);
