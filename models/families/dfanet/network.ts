import { convNorm, depthwiseNorm, type LayerRules } from '../../blocks/conv-norm.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { GraphBuilder } from '../../operators/builder.ts';

/** Stages of one backbone: channels and blocks (XceptionA). */
const stages = [
  ['enc2', 48, 4],
  ['enc3', 96, 6],
  ['enc4', 192, 4],
] as const;

/** Channels of the decoder. */
const decoderFilters = 32;

/** Units of the dense layer in the attention: ImageNet's classes, on which the backbone is trained first. */
const attentionUnits = 1000;

/** Depthwise 3×3, batch norm, 1×1, batch norm; nothing between. */
function separable(
  rules: LayerRules,
  x: TensorId,
  name: string,
  filters: number,
  stride: number,
  active: boolean,
): TensorId {
  return rules.builder.scope(name, () => {
    const y = depthwiseNorm(rules, x, { name: 'depthwise', kernelSize: 3, stride });
    return convNorm(rules, y, {
      name: 'pointwise',
      filters,
      kernelSize: 1,
      activation: active ? 'relu' : undefined,
    });
  });
}

/** Three separable convolutions, the stride in the third; no activation behind the sum. A stage's first block has none before it either. */
function block(rules: LayerRules, x: TensorId, filters: number, first: boolean): TensorId {
  const { builder } = rules;
  const stride = first ? 2 : 1;
  const start = first ? x : builder.activation(x, 'relu');
  let y = separable(rules, start, 'sep1', filters / 4, 1, true);
  y = separable(rules, y, 'sep2', filters / 4, 1, true);
  y = separable(rules, y, 'sep3', filters, stride, false);
  const shortcut = first ? convNorm(rules, x, { name: 'shortcut', filters, kernelSize: 1, stride }) : x;
  return builder.tap('output', builder.add([y, shortcut], { name: 'add' }));
}

/** Each channel times what a dense layer and a 1×1 make of the means: batch norm and ReLU, no sigmoid. */
function attention(rules: LayerRules, x: TensorId): TensorId {
  const { builder } = rules;
  return builder.scope('attention', () => {
    const filters = builder.shapeOf(x)[2];
    const pooled = builder.globalAveragePool(x, { name: 'pool' });
    const wide = builder.dense(pooled, { name: 'dense', units: attentionUnits, bias: false });
    const gate = convNorm(rules, wide, { name: 'gate', filters, kernelSize: 1, activation: 'relu' });
    builder.tap('gate', gate);
    return builder.tap('output', builder.multiply(x, gate, { name: 'apply' }));
  });
}

/** What a backbone gives: the maps of its three stages, and the last one attended to. */
export interface Backbone {
  readonly maps: readonly TensorId[];
  readonly attended: TensorId;
}

function resized({ builder }: LayerRules, x: TensorId, like: TensorId, name: string): TensorId {
  const [height, width] = builder.shapeOf(like);
  const [own, across] = builder.shapeOf(x);
  if (own === height && across === width) return x;
  return builder.resizeBilinear(x, { name, size: [height, width], align: 'halfPixel' });
}

/** One backbone, in the open scope: on the stem, or on the maps of the backbone before it, each joined to what runs now. */
function backbone(rules: LayerRules, stem: TensorId, before: Backbone | undefined): Backbone {
  const { builder } = rules;
  const maps: TensorId[] = [];
  let y = stem;
  stages.forEach(([name, filters, blocks], stage) => {
    const joined = before?.maps[stage];
    builder.scope(
      name,
      () => {
        if (joined !== undefined) {
          const own = stage === 0 ? resized(rules, y, joined, 'resize') : y;
          y = builder.concat([own, joined], { name: 'join' });
        }
        for (let at = 0; at < blocks; at++)
          y = builder.scope(`block${at}`, () => block(rules, y, filters, at === 0), {
            kind: 'block',
            number: at,
          });
      },
      { kind: 'stage', number: stage + 2 },
    );
    maps.push(builder.tap(name, y));
  });
  return { maps, attended: attention(rules, y) };
}

/** Stem and three backbones, one behind the other, each stage joined to that of the backbone before; scopes `stem`, `1/enc2` …. */
export function threeBackbones(rules: LayerRules, x: TensorId): readonly Backbone[] {
  const { builder } = rules;
  const stem = convNorm(rules, x, { name: 'stem', filters: 8, kernelSize: 3, stride: 2, activation: 'relu' });
  builder.tap('stem', stem);
  const backbones: Backbone[] = [];
  for (let number = 1; number <= 3; number++) {
    const before = backbones.at(-1);
    backbones.push(
      builder.scope(`${number}`, () => backbone(rules, before?.attended ?? stem, before), {
        kind: 'backbone',
        number,
      }),
    );
  }
  return backbones;
}

/** Shallow maps and attended ones of all three backbones, brought to a quarter of the side and summed; scope `decoder`. */
export function summed(rules: LayerRules, backbones: readonly Backbone[]): TensorId {
  const { builder } = rules;
  return builder.scope('decoder', () => {
    const [shape = 0] = backbones[0]?.maps ?? [];
    const reduced = (x: TensorId, name: string) =>
      builder.tap(
        name,
        convNorm(rules, x, { name, filters: decoderFilters, kernelSize: 1, activation: 'relu' }),
      );
    const shallow = backbones.map(({ maps: [first = 0] }, i) => reduced(first, `shallow${i + 1}`));
    const large = (maps: readonly TensorId[], what: string) =>
      maps.map((map, i) => resized(rules, map, shape, `${what}-resize${i + 1}`));
    const sum = builder.add(large(shallow, 'shallow'), { name: 'shallow-add' });
    const merged = reduced(sum, 'merge');
    const deep = backbones.map(({ attended }, i) => reduced(attended, `deep${i + 1}`));
    return builder.add([merged, ...large(deep, 'deep')], { name: 'add' });
  });
}

/**
 * DFANet-A in the reading of huaifeng1993/DFANet @2fc5c41 (no author's code exists): three XceptionA one behind the other, each stage
 * joined to that of the backbone before, and a decoder. Scopes `stem`, `1/enc2` …, `decoder`; outputs `logits` at a quarter of the side
 * (not negative: they end in a ReLU) and `resized`; the answer is the mask of `resized`.
 */
export function dfaNet(config: PictureConfig): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'symmetric');
  builder.family('dfanet');
  const rules = { builder, epsilon: config.batchNormEpsilon ?? 1e-5 };
  const x = builder.input(pictureShape(config));
  const all = summed(rules, threeBackbones(rules, x));
  const filters = config.classes ?? 19;
  const logits = builder.scope('decoder', () =>
    convNorm(rules, all, { name: 'classes', filters, kernelSize: 1, activation: 'relu' }),
  );
  builder.output('logits', logits);
  builder.output(
    'resized',
    builder.scope('decoder', () => resized(rules, logits, 0, 'resize')),
  );
  builder.answer({ kind: 'mask', logits: 'resized' });
  return builder.build();
}
