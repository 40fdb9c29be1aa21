import type { Graph } from '../graph/graph.ts';
import { GraphBuilder } from '../operators/builder.ts';
import type { Activation } from '../operators/kinds/activation.ts';
import { type ClassifierOptions, classifier } from './classifier.ts';
import { convNorm } from './conv-norm.ts';
import { type InvertedRow, invertedBottleneck } from './inverted-bottleneck.ts';
import { type PictureConfig, pictureShape } from './picture-network.ts';

/** All layers of a network of inverted bottlenecks. */
export interface InvertedLayout {
  readonly stem: { readonly filters: number; readonly activation: Activation };
  readonly stages: readonly (readonly InvertedRow[])[];
  /** The 1×1 before the pooling. */
  readonly head: { readonly filters: number; readonly activation: Activation };
  readonly hidden?: ClassifierOptions['hidden'];
}

/**
 * A network of inverted bottlenecks: 3×3 stem of stride 2, stages, a 1×1, pooling, dense. Scopes `stem`, `stage1/block0` …, `head`,
 * `classifier`; taps `stem`, `stageS/blockB/output`, `head`, `pooled`; answers classes.
 */
export function invertedNetwork(
  family: string,
  { stem, stages, head, hidden }: InvertedLayout,
  config: PictureConfig,
): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'same');
  builder.family(family);
  const rules = { builder, epsilon: config.batchNormEpsilon ?? 1e-3 };
  let x = builder.input(pictureShape(config));
  x = convNorm(rules, x, { name: 'stem', kernelSize: 3, stride: 2, ...stem });
  builder.tap('stem', x);
  stages.forEach((rows, stage) => {
    builder.scope(
      `stage${stage + 1}`,
      () => {
        rows.forEach((row, block) => {
          x = builder.scope(`block${block}`, () => invertedBottleneck(rules, x, row), {
            kind: 'block',
            number: block,
          });
        });
      },
      { kind: 'stage', number: stage + 1 },
    );
  });
  x = convNorm(rules, x, { name: 'head', kernelSize: 1, ...head });
  classifier(builder, x, { classes: config.classes ?? 1000, ...(hidden && { hidden }) });
  return builder.build();
}
