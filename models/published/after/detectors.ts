import { type Cited, cited } from '../row.ts';

/** A detector that was published after EfficientDet. */
export interface LaterDetectorRow extends Cited {
  readonly model: string;
  readonly year: number;
  /** Side of the picture in pixels; null where the source gives none for the number. */
  readonly size: number | null;
  /** COCO AP in percent, and on which part of COCO. */
  readonly ap: number;
  readonly on: 'test-dev' | 'val2017';
  /** Parameters in millions. */
  readonly parameters: number | null;
  /** As its authors count: FLOPs in billions, two a multiply-add. */
  readonly flops: number | null;
  /** Milliseconds a picture as its authors measured them, and on what. */
  readonly milliseconds: number | null;
  readonly device: string | null;
}

const yolox = (
  model: string,
  size: number,
  [ap, parameters, flops]: readonly [number, number, number],
  milliseconds: number | null,
) => ({
  model,
  year: 2021,
  size,
  ap,
  on: milliseconds === null ? ('val2017' as const) : ('test-dev' as const),
  parameters,
  flops,
  milliseconds,
  device: milliseconds === null ? null : 'V100',
});

/** FLOPs are two a multiply-add (yolox/utils/model_utils.py doubles what it counts). Small ones are given on val2017 alone. */
export const yoloxReleased: readonly LaterDetectorRow[] = cited(
  'verified',
  [{ key: 'YX', where: 'README.md' }],
  [
    yolox('YOLOX-Nano', 416, [25.8, 0.91, 1.08], null),
    yolox('YOLOX-Tiny', 416, [32.8, 5.06, 6.45], null),
    yolox('YOLOX-s', 640, [40.5, 9.0, 26.8], 9.8),
    yolox('YOLOX-m', 640, [47.2, 25.3, 73.8], 12.3),
    yolox('YOLOX-l', 640, [50.1, 54.2, 155.6], 14.5),
    yolox('YOLOX-x', 640, [51.5, 99.1, 281.9], 17.3),
  ],
);

/** DETR's README: seconds a picture over the first hundred of val2017; the card is not named there. */
export const detrReleased: readonly LaterDetectorRow[] = cited(
  'verified',
  [{ key: 'DETR', where: 'README.md' }],
  [
    detr('DETR, ResNet-50', 42.0, 36),
    detr('DETR-DC5, ResNet-50', 43.3, 83),
    detr('DETR, ResNet-101', 43.5, 50),
    detr('DETR-DC5, ResNet-101', 44.9, 97),
  ],
);

function detr(model: string, ap: number, milliseconds: number) {
  const none = { size: null, parameters: null, flops: null, device: null };
  return { model, year: 2020, ap, on: 'val2017' as const, milliseconds, ...none };
}

/** The abstract of YOLOv4. */
export const yoloV4 = {
  ...cited('verified', [{ key: 'Y4', where: 'abstract' }], [{ ap: 43.5, framesPerSecond: 65 }])[0]!,
};
