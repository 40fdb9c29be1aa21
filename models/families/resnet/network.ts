import { classifier } from '../../blocks/classifier.ts';
import { convNorm, type LayerRules } from '../../blocks/conv-norm.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import { type ResidualRow, residual } from '../../blocks/residual.ts';
import type { Graph } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import type { PaddingRule } from '../../graph/shape.ts';
import { GraphBuilder } from '../../operators/builder.ts';

/** How deep the four stages are, and of what. */
export interface ResNetTable {
  readonly kind: ResidualRow['kind'];
  readonly repeats: readonly [number, number, number, number];
  /** Channels of the 3×3 of a bottleneck over the plain network's (Zagoruyko & Komodakis 2016). */
  readonly innerWidth?: number;
}

/** All layers of a residual network. */
export interface ResNetLayout {
  readonly stemFilters: number;
  /** Of the max-pool, where it has another rule than the network. */
  readonly poolPadding?: PaddingRule;
  readonly stages: readonly (readonly ResidualRow[])[];
}

export interface ResNetConfig extends PictureConfig {
  readonly layout: ResNetLayout;
}

/** He et al. 2016, Table 1: 64, 128, 256, 512 channels, a bottleneck's output four times that. */
export function resNetLayout({ kind, repeats, innerWidth = 1 }: ResNetTable): ResNetLayout {
  const stages = repeats.map((count, stage) => {
    const base = 64 * 2 ** stage;
    return Array.from({ length: count }, (_, block): ResidualRow => {
      const stride = stage > 0 && block === 0 ? 2 : 1;
      return kind === 'basic'
        ? { kind, filters: base, inner: base, stride }
        : { kind, filters: 4 * base, inner: base * innerWidth, stride };
    });
  });
  return { stemFilters: 64, stages };
}

/** 7×7 of stride 2, max-pool, stages: scopes `stem`, `stage1/block0` …; taps `stem`, `maxpool`, `stageS/blockB/output`. */
export function resNetFeatures(rules: LayerRules, x: TensorId, layout: ResNetLayout): readonly TensorId[] {
  const { builder } = rules;
  const filters = layout.stemFilters;
  const pad = layout.poolPadding === undefined ? {} : { padding: layout.poolPadding };
  let y = convNorm(rules, x, { name: 'stem', filters, kernelSize: 7, stride: 2, activation: 'relu' });
  builder.tap('stem', y);
  y = builder.scope('stem', () => builder.maxPool(y, { name: 'pool', kernelSize: 3, stride: 2, ...pad }));
  builder.tap('maxpool', y);
  return layout.stages.map((blocks, stage) => {
    builder.scope(
      `stage${stage + 1}`,
      () => {
        blocks.forEach((row, block) => {
          y = builder.scope(`block${block}`, () => residual(rules, y, row), { kind: 'block', number: block });
        });
      },
      { kind: 'stage', number: stage + 1 },
    );
    return y;
  });
}

/** A residual network for classes, as torchvision has it. */
export function resNet(config: ResNetConfig): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'symmetric');
  builder.family('resnet');
  const x = builder.input(pictureShape(config));
  const rules = { builder, epsilon: config.batchNormEpsilon ?? 1e-5 };
  const last = resNetFeatures(rules, x, config.layout).at(-1) ?? x;
  classifier(builder, last, { classes: config.classes ?? 1000 });
  return builder.build();
}
