import type { InvertedRow } from '../../blocks/inverted-bottleneck.ts';
import { type InvertedLayout, invertedNetwork } from '../../blocks/inverted-network.ts';
import type { PictureConfig } from '../../blocks/picture-network.ts';
import { roundFilters } from '../../blocks/rounding.ts';
import type { Graph } from '../../graph/graph.ts';

/** Expansion, channels, repeats and stride of the first (Sandler et al. 2018, Table 2). */
export const mobileNetV2Rows = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

/** Widths that libraries publish weights or settings of. */
export const mobileNetV2Widths = [1, 0.35, 0.5, 0.75, 1.3, 1.4] as const;

export interface MobileNetV2Config extends PictureConfig {
  readonly width: number;
  /** The layers as they are, for a network known by its weights. */
  readonly layout?: InvertedLayout;
}

/** Channels are rounded to multiples of 8; the last 1×1 keeps 1280 below width 1 (torchvision, and the authors' code). */
export function mobileNetV2Layout(width: number): InvertedLayout {
  const activation = 'relu6';
  const stem = roundFilters(32, width);
  let channels = stem;
  const stages = mobileNetV2Rows.map(([ratio, base, repeats, first]) => {
    const filters = roundFilters(base, width);
    return Array.from({ length: repeats }, (_, block): InvertedRow => {
      const expanded = channels * ratio;
      channels = filters;
      const stride = block === 0 ? first : 1;
      return { kind: 'inverted', kernelSize: 3, stride, expanded, filters, activation };
    });
  });
  const head = { filters: roundFilters(1280, Math.max(1, width)), activation } as const;
  return { stem: { filters: stem, activation }, stages, head };
}

/** MobileNetV2 of any width: inverted bottlenecks with ReLU6 and linear projections. */
export function mobileNetV2(config: MobileNetV2Config): Graph {
  return invertedNetwork('mobilenet-v2', config.layout ?? mobileNetV2Layout(config.width), config);
}
