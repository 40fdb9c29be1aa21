import { type Cited, cited } from '../row.ts';

/** A detector as the authors of Light-Head R-CNN measured it on COCO, on ResNet-101. */
export interface LightHeadRow extends Cited {
  readonly model: string;
  readonly ap: number;
}

/** Step by step, on COCO's minival, from the README of the authors' code. */
export const lightHeadSteps: readonly LightHeadRow[] = cited(
  'verified',
  [{ key: 'LHR', where: 'README.md' }],
  [
    { model: 'R-FCN', ap: 35.5 },
    { model: 'Light-Head R-CNN', ap: 38.2 },
    { model: 'with aligned regions', ap: 39.3 },
    { model: 'and suppression at 0.5', ap: 40.0 },
  ],
);

/** Of the paper: test-dev, single scale; and the fast one, on a small network whose unit was never published. */
export const lightHeadPaper = cited(
  'verified',
  [{ key: 'LH', where: '§4.3–4.4' }],
  [
    { model: 'ResNet-101', ap: 40.8, framesPerSecond: null },
    { model: 'Xception-like', ap: 30.7, framesPerSecond: 102 },
  ],
);
