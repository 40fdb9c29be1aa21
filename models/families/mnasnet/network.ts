import type { InvertedRow } from '../../blocks/inverted-bottleneck.ts';
import { type InvertedLayout, invertedNetwork } from '../../blocks/inverted-network.ts';
import type { PictureConfig } from '../../blocks/picture-network.ts';
import { roundFilters } from '../../blocks/rounding.ts';
import type { Graph } from '../../graph/graph.ts';

export type MnasNetModel = 'a1' | 'b1';

/** Expansion, kernel, channels, repeats, stride of the first, whether squeezed. */
type Row = readonly [number, 3 | 5, number, number, 1 | 2, boolean];

/** Tan et al. 2019, Figure 7; B1 has no gates. */
export const mnasNetTables: Readonly<Record<MnasNetModel, readonly Row[]>> = {
  a1: [
    [1, 3, 16, 1, 1, false],
    [6, 3, 24, 2, 2, false],
    [3, 5, 40, 3, 2, true],
    [6, 3, 80, 4, 2, false],
    [6, 3, 112, 2, 1, true],
    [6, 5, 160, 3, 2, true],
    [6, 3, 320, 1, 1, false],
  ],
  b1: [
    [1, 3, 16, 1, 1, false],
    [3, 3, 24, 3, 2, false],
    [3, 5, 40, 3, 2, false],
    [6, 5, 80, 3, 2, false],
    [6, 3, 96, 2, 1, false],
    [6, 5, 192, 4, 2, false],
    [6, 3, 320, 1, 1, false],
  ],
};

export interface MnasNetConfig extends PictureConfig {
  readonly model: MnasNetModel;
  readonly width: number;
  readonly layout?: InvertedLayout;
}

/** ReLU everywhere; gates squeeze to a quarter of the block's input. The last 1×1 is not scaled. */
export function mnasNetLayout(model: MnasNetModel, width: number): InvertedLayout {
  const activation = 'relu';
  const stem = roundFilters(32, width);
  let input = stem;
  const stages = mnasNetTables[model].map(([ratio, kernelSize, base, repeats, first, squeezed]) => {
    const filters = roundFilters(base, width);
    return Array.from({ length: repeats }, (_, block): InvertedRow => {
      const channels = Math.max(1, Math.floor(input / 4));
      const expanded = input * ratio;
      input = filters;
      const stride = block === 0 ? first : 1;
      const squeeze = squeezed ? ({ channels, activation, gate: 'sigmoid' } as const) : undefined;
      return { kind: 'inverted', kernelSize, stride, expanded, filters, activation, squeeze };
    });
  });
  return { stem: { filters: stem, activation }, stages, head: { filters: 1280, activation } };
}

/** MnasNet-A1 or -B1, of any width. */
export function mnasNet(config: MnasNetConfig): Graph {
  return invertedNetwork('mnasnet', config.layout ?? mnasNetLayout(config.model, config.width), config);
}
