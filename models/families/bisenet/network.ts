import { convNorm, type LayerRules } from '../../blocks/conv-norm.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import { residual } from '../../blocks/residual.ts';
import type { Graph } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import { resNetLayout } from '../resnet/network.ts';
import { xception39Features } from './xception39.ts';

export type BiSeNetBackbone = 'xception-39' | 'resnet-18';

export interface BiSeNetConfig extends PictureConfig {
  readonly backbone: BiSeNetBackbone;
}

/** ResNet-18 as torchvision has it, without pooling and classes; taps `layer1` … `layer4`. */
function resNet18Features(rules: LayerRules, x: TensorId): readonly TensorId[] {
  const { builder } = rules;
  const { stemFilters: filters, stages } = resNetLayout({ kind: 'basic', repeats: [2, 2, 2, 2] });
  let y = convNorm(rules, x, { name: 'stem', filters, kernelSize: 7, stride: 2, activation: 'relu' });
  builder.tap('stem', y);
  y = builder.scope('stem', () => builder.maxPool(y, { name: 'pool', kernelSize: 3, stride: 2 }));
  builder.tap('maxpool', y);
  return stages.map((rows, index) => {
    const name = `layer${index + 1}`;
    builder.scope(name, () => {
      rows.forEach((row, at) => {
        y = builder.scope(`block${at}`, () => residual(rules, y, row));
      });
    });
    return builder.tap(name, y);
  });
}

/** Three convolutions of stride 2 and a 1×1: detail at an eighth of the side. */
function spatialPath(rules: LayerRules, x: TensorId): TensorId {
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

/** The backbone's last maps, refined and brought up from a 32nd of the side to an eighth. */
function contextPath(rules: LayerRules, maps: readonly TensorId[]): TensorId {
  const { builder } = rules;
  const [eighth = 0, sixteenth = 0, last = 0] = maps.slice(-3);
  let context = builder.scope('context', () => {
    const pooled = builder.globalAveragePool(last, { name: 'pool' });
    return convNorm(rules, pooled, { name: 'global', filters: 128, kernelSize: 1, activation: 'relu' });
  });
  builder.tap('context/global', context);
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
    builder.tap(`refine${name}`, context);
  }
  return context;
}

/** Feature fusion: both paths joined, a 1×1, and each channel with a gate from its mean on top of itself. */
function fused(rules: LayerRules, spatial: TensorId, context: TensorId): TensorId {
  const { builder } = rules;
  return builder.scope('fusion', () => {
    const joined = builder.concat([spatial, context], { name: 'join' });
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

/**
 * BiSeNet (Yu et al. 2018) as its author's code has it (ycszen/TorchSeg): a spatial path, a context path on Xception39 or ResNet-18, fusion and a
 * head. Outputs `logits` at an eighth of the side and `resized`, eight times that; the answer is the mask of `resized`.
 */
export function biSeNet(config: BiSeNetConfig): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'symmetric');
  builder.family('bisenet');
  const rules = { builder, epsilon: config.batchNormEpsilon ?? 1e-5 };
  const x = builder.input(pictureShape(config));
  const spatial = spatialPath(rules, x);
  const maps = builder.scope('context', () =>
    config.backbone === 'resnet-18' ? resNet18Features(rules, x) : xception39Features(rules, x),
  );
  const joined = fused(rules, spatial, contextPath(rules, maps));
  const [logits, resized] = builder.scope('head', () => {
    const y = convNorm(rules, joined, { name: 'conv', filters: 64, kernelSize: 3, activation: 'relu' });
    builder.tap('conv', y);
    const filters = config.classes ?? 19;
    const small = builder.conv2d(y, { name: 'classes', filters, kernelSize: 1, bias: true });
    const [height, width] = builder.shapeOf(small);
    const size = [8 * height, 8 * width] as const;
    return [small, builder.resizeBilinear(small, { name: 'resize', size, align: 'corners' })] as const;
  });
  builder.output('logits', logits);
  builder.output('resized', resized);
  builder.answer({ kind: 'mask', logits: 'resized' });
  return builder.build();
}
