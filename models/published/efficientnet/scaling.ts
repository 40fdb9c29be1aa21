import { type Cited, cited, type Printed, printed } from '../row.ts';

/** A network scaled in one dimension, or in all three; a dimension that was not touched is 1. */
export interface ScaledRow extends Cited {
  readonly network: 'MobileNetV1' | 'MobileNetV2' | 'ResNet-50' | 'EfficientNet-B0';
  readonly scaling: 'baseline' | 'depth' | 'width' | 'resolution' | 'compound';
  /** Null where the paper does not print the coefficients. */
  readonly depth: number | null;
  readonly width: number | null;
  readonly resolution: number | null;
  /** Multiply-adds, which the paper calls FLOPS. */
  readonly multiplyAdds: Printed;
  /** Percent on ImageNet, one decimal. */
  readonly top1: number;
}

/** Table 3: compound scaling of networks that were not searched for it. */
export const scaledPeersTable3: readonly ScaledRow[] = cited(
  'verified',
  [{ key: 'EN', where: 'Table 3' }],
  [
    row('MobileNetV1', 'baseline', [1, 1, 1], '0.6B', 70.6),
    row('MobileNetV1', 'width', [1, 2, 1], '2.2B', 74.2),
    row('MobileNetV1', 'resolution', [1, 1, 2], '2.2B', 72.7),
    row('MobileNetV1', 'compound', [1.4, 1.2, 1.3], '2.3B', 75.6),
    row('MobileNetV2', 'baseline', [1, 1, 1], '0.3B', 72.0),
    row('MobileNetV2', 'depth', [4, 1, 1], '1.2B', 76.8),
    row('MobileNetV2', 'width', [1, 2, 1], '1.1B', 76.4),
    row('MobileNetV2', 'resolution', [1, 1, 2], '1.2B', 74.8),
    row('MobileNetV2', 'compound', null, '1.3B', 77.4),
    row('ResNet-50', 'baseline', [1, 1, 1], '4.1B', 76.0),
    row('ResNet-50', 'depth', [4, 1, 1], '16.2B', 78.1),
    row('ResNet-50', 'width', [1, 2, 1], '14.7B', 77.7),
    row('ResNet-50', 'resolution', [1, 1, 2], '16.4B', 77.5),
    row('ResNet-50', 'compound', null, '16.7B', 78.8),
  ],
);

/**
 * Table 7: the networks whose class activation maps the paper draws. B0 stands at 77.3 here and at 77.1 in Table 2 of
 * the same version.
 */
export const scaledB0Table7: readonly ScaledRow[] = cited(
  'verified',
  [{ key: 'EN', where: 'Table 7' }],
  [
    row('EfficientNet-B0', 'baseline', [1, 1, 1], '0.4B', 77.3),
    row('EfficientNet-B0', 'depth', [4, 1, 1], '1.8B', 79.0),
    row('EfficientNet-B0', 'width', [1, 2, 1], '1.8B', 78.9),
    row('EfficientNet-B0', 'resolution', [1, 1, 2], '1.9B', 79.1),
    row('EfficientNet-B0', 'compound', [1.4, 1.2, 1.3], '1.8B', 81.1),
  ],
);

/** One panel of Figure 3. Its accuracies are drawn and nowhere printed, so none is given here. */
export interface SingleDimensionRow extends Cited {
  readonly dimension: 'depth' | 'width' | 'resolution';
  /** The coefficients at which the paper trained a network. */
  readonly values: readonly number[];
}

/** Figure 3: B0 scaled in one dimension. All three gains flatten near 80% top-1. */
export const singleDimensionFigure3: readonly SingleDimensionRow[] = cited(
  'verified',
  [{ key: 'EN', where: 'Figure 3' }],
  [
    { dimension: 'width', values: [1.0, 1.4, 1.8, 2.6, 3.8, 5.0] },
    { dimension: 'depth', values: [1.0, 2.0, 3.0, 4.0, 6.0, 8.0] },
    { dimension: 'resolution', values: [1.0, 1.3, 1.5, 1.7, 1.9, 2.2, 2.5] },
  ],
);

/** One curve of Figure 4: width is scaled along it, at this depth and resolution. */
export interface WidthCurveRow extends Cited {
  readonly depth: number;
  readonly resolution: number;
}

/**
 * Figure 4's four curves, from its legend. The paper's text speaks of r = 2.0 for the last, its legend and caption
 * (299 pixels) of 1.3.
 */
export const widthCurvesFigure4: readonly WidthCurveRow[] = cited(
  'verified',
  [{ key: 'EN', where: 'Figure 4' }],
  [
    { depth: 1.0, resolution: 1.0 },
    { depth: 1.0, resolution: 1.3 },
    { depth: 2.0, resolution: 1.0 },
    { depth: 2.0, resolution: 1.3 },
  ],
);

function row(
  network: ScaledRow['network'],
  scaling: ScaledRow['scaling'],
  coefficients: readonly [depth: number, width: number, resolution: number] | null,
  multiplyAdds: string,
  top1: number,
): Omit<ScaledRow, keyof Cited> {
  const [depth, width, resolution] = coefficients ?? [null, null, null];
  return { network, scaling, depth, width, resolution, multiplyAdds: printed(multiplyAdds), top1 };
}
