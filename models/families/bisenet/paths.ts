import { convNorm, type LayerRules } from '../../blocks/conv-norm.ts';
import type { TensorId } from '../../graph/op.ts';

// BiSeNet's parts behind and beside its backbone (Yu et al. 2018, as ycszen/TorchSeg has them).

/** Three convolutions of stride 2 and a 1×1: detail at an eighth of the side. */
export function spatialPath(rules: LayerRules, x: TensorId): TensorId {
  const { builder } = rules;
  return builder.scope('spatial', () => {
    const layer = (y: TensorId, name: string, kernelSize: number, stride: number, filters: number) =>
      builder.tap(name, convNorm(rules, y, { name, filters, kernelSize, stride, activation: 'relu' }));
    let y = layer(x, 'conv_7x7', 7, 2, 64);
    y = layer(y, 'conv_3x3_1', 3, 2, 64);
    y = layer(y, 'conv_3x3_2', 3, 2, 64);
    return layer(y, 'conv_1x1', 1, 1, 128);
  });
}

/** Attention refinement: a 3×3, and each channel times a gate from its mean. */
function refined(rules: LayerRules, x: TensorId): TensorId {
  const { builder } = rules;
  const y = convNorm(rules, x, { name: 'conv', filters: 128, kernelSize: 3, activation: 'relu' });
  builder.tap('conv', y);
  const pooled = builder.globalAveragePool(y, { name: 'pool' });
  const gate = convNorm(rules, pooled, { name: 'gate', filters: 128, kernelSize: 1, activation: 'sigmoid' });
  builder.tap('gate', gate);
  return builder.multiply(y, gate, { name: 'apply' });
}

/**
 * The backbone's last maps, refined and brought up from a 32nd of the side to an eighth; of the finest only the size is read. `refined`
 * are the maps on the way, of a 16th and an eighth of the side; the last of them is the context.
 */
export function contextPath(
  rules: LayerRules,
  maps: readonly TensorId[],
): { readonly context: TensorId; readonly refined: readonly TensorId[] } {
  const { builder } = rules;
  const [eighth = 0, sixteenth = 0, last = 0] = maps.slice(-3);
  let context = builder.scope('context', () => {
    const pooled = builder.globalAveragePool(last, { name: 'pool' });
    return convNorm(rules, pooled, { name: 'global', filters: 128, kernelSize: 1, activation: 'relu' });
  });
  builder.tap('context/global', context);
  const onTheWay: TensorId[] = [];
  for (const [name, map, finer] of [
    ['32', last, sixteenth],
    ['16', sixteenth, eighth],
  ] as const) {
    const attended = builder.scope(`attention${name}`, () => refined(rules, map));
    builder.tap(`attention${name}`, attended);
    context = builder.scope(`refine${name}`, () => {
      const sum = builder.add([attended, context], { name: 'add', spread: true });
      const [height, width] = builder.shapeOf(finer);
      const large = builder.resizeBilinear(sum, { name: 'resize', size: [height, width], align: 'corners' });
      return convNorm(rules, large, { filters: 128, kernelSize: 3, activation: 'relu' });
    });
    onTheWay.push(builder.tap(`refine${name}`, context));
  }
  return { context, refined: onTheWay };
}

/** Feature fusion: the paths joined, a 1×1, and each channel with a gate from its mean on top of itself. */
export function fused(rules: LayerRules, paths: readonly TensorId[]): TensorId {
  const { builder } = rules;
  return builder.scope('fusion', () => {
    const [only = 0] = paths;
    const joined = paths.length === 1 ? only : builder.concat(paths, { name: 'join' });
    const y = convNorm(rules, joined, { name: 'conv', filters: 256, kernelSize: 1, activation: 'relu' });
    builder.tap('conv', y);
    let gate = builder.globalAveragePool(y, { name: 'pool' });
    gate = builder.activation(builder.conv2d(gate, { name: 'gate1', filters: 256, kernelSize: 1 }), 'relu');
    gate = builder.conv2d(gate, { name: 'gate2', filters: 256, kernelSize: 1 });
    gate = builder.activation(gate, 'sigmoid');
    builder.tap('gate', gate);
    const gated = builder.multiply(y, gate, { name: 'apply' });
    return builder.tap('sum', builder.add([y, gated], { name: 'add' }));
  });
}

/** A 3×3, and the class of each cell: logits, [h, w, classes]. */
export function pixelHead(rules: LayerRules, x: TensorId, width: number, classes: number): TensorId {
  const { builder } = rules;
  const y = convNorm(rules, x, { name: 'conv', filters: width, kernelSize: 3, activation: 'relu' });
  builder.tap('conv', y);
  return builder.conv2d(y, { name: 'classes', filters: classes, kernelSize: 1, bias: true });
}
