import type { InvertedRow } from '../../blocks/inverted-bottleneck.ts';
import { type InvertedLayout, invertedNetwork } from '../../blocks/inverted-network.ts';
import type { PictureConfig } from '../../blocks/picture-network.ts';
import { roundFilters } from '../../blocks/rounding.ts';
import type { Graph } from '../../graph/graph.ts';

export type MobileNetV3Size = 'large' | 'small';

/** Kernel, expanded channels, channels, whether squeezed, activation, stride. */
type Row = readonly [3 | 5, number, number, boolean, 'relu' | 'hardSwish', 1 | 2];

/** Howard et al. 2019, Tables 1 and 2, by the size of their maps; the last number is the dense layer's before the classes. */
export const mobileNetV3Tables: Readonly<
  Record<MobileNetV3Size, { readonly stages: readonly (readonly Row[])[]; readonly hidden: number }>
> = {
  large: {
    stages: [
      [[3, 16, 16, false, 'relu', 1]],
      [
        [3, 64, 24, false, 'relu', 2],
        [3, 72, 24, false, 'relu', 1],
      ],
      [
        [5, 72, 40, true, 'relu', 2],
        [5, 120, 40, true, 'relu', 1],
        [5, 120, 40, true, 'relu', 1],
      ],
      [
        [3, 240, 80, false, 'hardSwish', 2],
        [3, 200, 80, false, 'hardSwish', 1],
        [3, 184, 80, false, 'hardSwish', 1],
        [3, 184, 80, false, 'hardSwish', 1],
      ],
      [
        [3, 480, 112, true, 'hardSwish', 1],
        [3, 672, 112, true, 'hardSwish', 1],
      ],
      [
        [5, 672, 160, true, 'hardSwish', 2],
        [5, 960, 160, true, 'hardSwish', 1],
        [5, 960, 160, true, 'hardSwish', 1],
      ],
    ],
    hidden: 1280,
  },
  small: {
    stages: [
      [[3, 16, 16, true, 'relu', 2]],
      [
        [3, 72, 24, false, 'relu', 2],
        [3, 88, 24, false, 'relu', 1],
      ],
      [
        [5, 96, 40, true, 'hardSwish', 2],
        [5, 240, 40, true, 'hardSwish', 1],
        [5, 240, 40, true, 'hardSwish', 1],
      ],
      [
        [5, 120, 48, true, 'hardSwish', 1],
        [5, 144, 48, true, 'hardSwish', 1],
      ],
      [
        [5, 288, 96, true, 'hardSwish', 2],
        [5, 576, 96, true, 'hardSwish', 1],
        [5, 576, 96, true, 'hardSwish', 1],
      ],
    ],
    hidden: 1024,
  },
};

export interface MobileNetV3Config extends PictureConfig {
  readonly size3: MobileNetV3Size;
  readonly width: number;
  readonly layout?: InvertedLayout;
}

/** As torchvision scales it: every channel number to a multiple of 8; squeezed to a quarter, to a multiple of 8 as well. */
export function mobileNetV3Layout(size: MobileNetV3Size, width: number): InvertedLayout {
  const { stages, hidden } = mobileNetV3Tables[size];
  const rows = stages.map((blocks) =>
    blocks.map(([kernelSize, wide, base, squeezed, activation, stride]): InvertedRow => {
      const expanded = roundFilters(wide, width);
      const channels = roundFilters(Math.floor(expanded / 4), 1);
      return {
        kind: 'inverted',
        kernelSize,
        stride,
        expanded,
        filters: roundFilters(base, width),
        activation,
        ...(squeezed && { squeeze: { channels, activation: 'relu', gate: 'hardSigmoid' } }),
      };
    }),
  );
  const activation = 'hardSwish';
  const last = rows.at(-1)?.at(-1)?.filters ?? 0;
  return {
    stem: { filters: roundFilters(16, width), activation },
    stages: rows,
    head: { filters: 6 * last, activation },
    hidden: { units: roundFilters(hidden, width), activation },
  };
}

/** MobileNetV3 large or small, of any width: hard swish, gates in some blocks, a dense layer behind the pooling. */
export function mobileNetV3(config: MobileNetV3Config): Graph {
  return invertedNetwork(
    'mobilenet-v3',
    config.layout ?? mobileNetV3Layout(config.size3, config.width),
    config,
  );
}
