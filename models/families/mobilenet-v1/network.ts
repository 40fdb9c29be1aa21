import { classifier } from '../../blocks/classifier.ts';
import { convNorm, depthwiseNorm } from '../../blocks/conv-norm.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import type { Activation } from '../../operators/kinds/activation.ts';

/** A depthwise separable block: channels, stride. */
export interface SeparableRow {
  readonly filters: number;
  readonly stride: number;
}

/** Blocks by the size of their maps (Howard et al. 2017, Table 1). */
const rows: readonly (readonly (readonly [filters: number, stride: number])[])[] = [
  [[64, 1]],
  [
    [128, 2],
    [128, 1],
  ],
  [
    [256, 2],
    [256, 1],
  ],
  [
    [512, 2],
    [512, 1],
    [512, 1],
    [512, 1],
    [512, 1],
    [512, 1],
  ],
  [
    [1024, 2],
    [1024, 1],
  ],
];

/** Widths of the paper. */
export const mobileNetV1Widths = [1, 0.25, 0.5, 0.75] as const;

export interface MobileNetV1Layout {
  readonly stemFilters: number;
  readonly stages: readonly (readonly SeparableRow[])[];
}

export interface MobileNetV1Config extends PictureConfig {
  readonly width: number;
  /** ReLU6 in the authors' code and timm; the paper says ReLU. */
  readonly activation?: Activation;
  readonly layout?: MobileNetV1Layout;
}

/** Channels times the width, at least 8 (the authors' code: whole numbers, not multiples of 8). */
export function mobileNetV1Layout(width: number): MobileNetV1Layout {
  const scaled = (filters: number) => Math.max(8, Math.trunc(filters * width));
  return {
    stemFilters: scaled(32),
    stages: rows.map((blocks) => blocks.map(([filters, stride]) => ({ filters: scaled(filters), stride }))),
  };
}

/**
 * MobileNetV1 of any width: 3×3 stem, 13 depthwise separable blocks, pooling, dense. Scopes `stem`, `stage1/block0` … with `depthwise`
 * and `pointwise`, `classifier`; taps `stem`, `stageS/blockB/output`, `head`, `pooled`; answers classes.
 */
export function mobileNetV1(config: MobileNetV1Config): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'same');
  builder.family('mobilenet-v1');
  const rules = { builder, epsilon: config.batchNormEpsilon ?? 1e-3 };
  const { activation = 'relu6' } = config;
  const { stemFilters, stages } = config.layout ?? mobileNetV1Layout(config.width);
  let x = builder.input(pictureShape(config));
  x = convNorm(rules, x, { name: 'stem', kernelSize: 3, stride: 2, filters: stemFilters, activation });
  builder.tap('stem', x);
  stages.forEach((blocks, stage) => {
    blocks.forEach(({ filters, stride }, block) => {
      x = builder.scope(
        `stage${stage + 1}`,
        () =>
          builder.scope(
            `block${block}`,
            () => {
              const y = depthwiseNorm(rules, x, { name: 'depthwise', kernelSize: 3, stride, activation });
              return builder.tap(
                'output',
                convNorm(rules, y, { name: 'pointwise', kernelSize: 1, filters, activation }),
              );
            },
            { kind: 'block', number: block },
          ),
        { kind: 'stage', number: stage + 1 },
      );
    });
  });
  classifier(builder, x, { classes: config.classes ?? 1000 });
  return builder.build();
}
