import type { InvertedRow } from '../../blocks/inverted-bottleneck.ts';
import { type InvertedLayout, invertedNetwork } from '../../blocks/inverted-network.ts';
import type { PictureConfig } from '../../blocks/picture-network.ts';
import { roundRepeats } from '../../blocks/rounding.ts';
import type { Graph } from '../../graph/graph.ts';
import { type StageTableName, stageTables } from './sizes.ts';

export interface EfficientNetV2Config extends PictureConfig {
  readonly table: StageTableName;
  readonly width: number;
  readonly depth: number;
  readonly layout?: InvertedLayout;
}

/**
 * Channels times the width, to the nearest multiple of 8. Unlike the first EfficientNet's code, this one lets them fall below 90 % of
 * the product (google/automl, efficientnetv2/effnetv2_model.py `round_filters`): B3's first stage has 16 channels, not 24.
 */
function scaledFilters(filters: number, width: number): number {
  return Math.max(8, Math.floor((filters * width + 4) / 8) * 8);
}

/** What a configuration makes of its stage table. */
export function efficientNetV2Layout({
  table,
  width,
  depth,
}: Pick<EfficientNetV2Config, 'table' | 'width' | 'depth'>): InvertedLayout {
  const { stemFilters, stages } = stageTables[table];
  const activation = 'swish';
  let input = scaledFilters(stemFilters, width);
  const stem = { filters: input, activation } as const;
  const rows = stages.map(({ kind, stride, ratio, filters: base, repeats }) => {
    const filters = scaledFilters(base, width);
    return Array.from({ length: roundRepeats(repeats, depth) }, (_, block): InvertedRow => {
      const channels = Math.max(1, Math.floor(input / 4));
      const expanded = input * ratio;
      input = filters;
      const squeeze = kind === 'inverted' ? ({ channels, activation, gate: 'sigmoid' } as const) : undefined;
      return {
        kind,
        kernelSize: 3,
        stride: block === 0 ? stride : 1,
        expanded,
        filters,
        activation,
        squeeze,
      };
    });
  });
  return { stem, stages: rows, head: { filters: scaledFilters(1280, width), activation } };
}

/** EfficientNetV2 of any size, width and depth (Tan & Le 2021): fused blocks first, then blocks with gates. */
export function efficientNetV2(config: EfficientNetV2Config): Graph {
  return invertedNetwork('efficientnet-v2', config.layout ?? efficientNetV2Layout(config), config);
}
