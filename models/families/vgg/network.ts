import { classesFrom } from '../../blocks/classifier.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import { GraphBuilder } from '../../operators/builder.ts';

/** Layers of the five stages, and their channels (Simonyan & Zisserman 2015, Table 1). */
export const vggRepeats = {
  11: [1, 1, 2, 2, 2],
  13: [2, 2, 2, 2, 2],
  16: [2, 2, 3, 3, 3],
  19: [2, 2, 4, 4, 4],
} as const;

const stageFilters = [64, 128, 256, 512, 512] as const;

export type VggDepth = keyof typeof vggRepeats;

export interface VggConfig extends PictureConfig {
  readonly layers: VggDepth;
  /** False: the convolutions alone; the answer is the last map, flattened channel by channel. */
  readonly classifier?: boolean;
}

/**
 * VGG, configuration A, B, D or E: 3×3 with bias and ReLU, 2×2 max-pools, three dense layers behind a mean to 7×7 (torchvision's; at 224 it
 * does nothing). Scopes `stage1` … `stage5`, `classifier`; taps `stageS`,
 * `classifier/pool`.
 */
export function vgg(config: VggConfig): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'symmetric');
  builder.family('vgg');
  let x = builder.input(pictureShape(config));
  vggRepeats[config.layers].forEach((count, stage) => {
    const filters = stageFilters[stage] ?? 512;
    builder.scope(
      `stage${stage + 1}`,
      () => {
        for (let layer = 0; layer < count; layer++) {
          const name = `conv${layer + 1}`;
          x = builder.conv2d(x, { name, filters, kernelSize: 3, bias: true });
          x = builder.activation(x, 'relu', { name: `relu${layer + 1}` });
        }
        x = builder.maxPool(x, { name: 'pool', kernelSize: 2, stride: 2, padding: 'valid' });
      },
      { kind: 'stage', number: stage + 1 },
    );
    builder.tap(`stage${stage + 1}`, x);
  });
  if (config.classifier === false) {
    builder.output('features', builder.flatten(x, { name: 'flatten', order: 'cyx' }));
    builder.answer({ kind: 'features', entering: [{ level: 5, tap: 'stage5' }], cells: [] });
    return builder.build();
  }
  const row = builder.scope('classifier', () => {
    const pooled = builder.tap('pool', builder.adaptiveAveragePool(x, { name: 'pool', size: [7, 7] }));
    let y = builder.flatten(pooled, { name: 'flatten', order: 'cyx' });
    for (const name of ['dense1', 'dense2']) {
      y = builder.dense(y, { name, units: 4096 });
      y = builder.activation(y, 'relu', { name: `${name}-relu` });
    }
    return y;
  });
  classesFrom(builder, row, { classes: config.classes ?? 1000 });
  return builder.build();
}
