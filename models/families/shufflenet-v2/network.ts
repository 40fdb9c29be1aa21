import { classifier } from '../../blocks/classifier.ts';
import { convNorm, type LayerRules } from '../../blocks/conv-norm.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import { type ShuffleSplit, shuffleUnit } from '../../blocks/shuffle-unit.ts';
import type { Graph } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { GraphBuilder } from '../../operators/builder.ts';

/** Units of stages 2 to 4. */
export const unitsOfStages = [4, 8, 4] as const;

/** What a network of shuffle units is made of. */
export interface ShuffleLayout {
  readonly stemFilters: number;
  /** Channels of stages 2, 3 and 4. */
  readonly filters: readonly [number, number, number];
  readonly kernelSize: number;
  readonly split: ShuffleSplit;
  /** Channels of the 1×1 behind the last stage; none where it is left out. */
  readonly conv5?: number;
}

/**
 * Stem, max-pool and stages of shuffle units: scopes `stem`, `stage2/unit0` …, `conv5`; taps `stem`, `maxpool`, `stage2` … `stage4`,
 * `conv5`. Returns the maps of stages 2 to 4, the last one behind `conv5`.
 */
export function shuffleFeatures(
  rules: LayerRules,
  x: TensorId,
  { stemFilters, filters, kernelSize, split, conv5 }: ShuffleLayout,
): readonly [TensorId, TensorId, TensorId] {
  const { builder } = rules;
  let y = convNorm(rules, x, {
    name: 'stem',
    filters: stemFilters,
    kernelSize: 3,
    stride: 2,
    activation: 'relu',
  });
  builder.tap('stem', y);
  y = builder.scope('stem', () => builder.maxPool(y, { name: 'pool', kernelSize: 3, stride: 2 }));
  builder.tap('maxpool', y);
  const maps = filters.map((channels, index) => {
    const stage = `stage${index + 2}`;
    builder.scope(
      stage,
      () => {
        for (let unit = 0; unit < (unitsOfStages[index] ?? 0); unit++)
          y = builder.scope(
            `unit${unit}`,
            () => shuffleUnit(rules, y, { filters: channels, stride: unit === 0 ? 2 : 1, kernelSize, split }),
            { kind: 'block', number: unit },
          );
      },
      { kind: 'stage', number: index + 2 },
    );
    return builder.tap(stage, y);
  });
  if (conv5 !== undefined) {
    y = convNorm(rules, y, { name: 'conv5', filters: conv5, kernelSize: 1, activation: 'relu' });
    builder.tap('conv5', y);
  }
  return [maps[0] ?? y, maps[1] ?? y, y];
}

export interface ShuffleNetConfig extends PictureConfig {
  readonly family?: string;
  readonly layout: ShuffleLayout;
  /** Whether the classes have biases. */
  readonly bias: boolean;
}

/** A network of shuffle units for classes. */
export function shuffleNet(config: ShuffleNetConfig): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'symmetric');
  builder.family(config.family ?? 'shufflenet-v2');
  const x = builder.input(pictureShape(config));
  const rules = { builder, epsilon: config.batchNormEpsilon ?? 1e-5 };
  const [, , last] = shuffleFeatures(rules, x, config.layout);
  classifier(builder, last, { classes: config.classes ?? 1000, bias: config.bias });
  return builder.build();
}
