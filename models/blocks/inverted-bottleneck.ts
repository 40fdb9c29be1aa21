import type { TensorId } from '../graph/op.ts';
import type { Activation } from '../operators/kinds/activation.ts';
import { convNorm, depthwiseNorm, type LayerRules } from './conv-norm.ts';

/** Squeeze and excitation inside a block. */
export interface SqueezeRow {
  /** Channels between its two layers. */
  readonly channels: number;
  readonly activation: Activation;
  readonly gate: Activation;
}

/** A block of the kind of MobileNetV2: widens, filters, narrows (Sandler et al. 2018, Table 1). */
export interface InvertedRow {
  /** `fused`: one full convolution widens and filters (EfficientNetV2 §3.2). */
  readonly kind: 'inverted' | 'fused';
  readonly kernelSize: number;
  readonly stride: number;
  /** Channels between; those of the input: no layer widens. */
  readonly expanded: number;
  readonly filters: number;
  readonly activation: Activation;
  readonly squeeze?: SqueezeRow | undefined;
}

function squeezeExcite({ builder }: LayerRules, x: TensorId, row: SqueezeRow): TensorId {
  return builder.scope(
    'se',
    () => {
      const filters = builder.shapeOf(x)[2];
      const pool = builder.globalAveragePool(x, { name: 'pool' });
      const reduced = builder.conv2d(pool, {
        name: 'reduce',
        filters: row.channels,
        kernelSize: 1,
        bias: true,
      });
      const active = builder.activation(reduced, row.activation);
      const wide = builder.conv2d(active, { name: 'expand', filters, kernelSize: 1, bias: true });
      const gate = builder.activation(wide, row.gate, { name: 'gate' });
      builder.tap('scale', gate);
      return builder.multiply(x, gate, { name: 'apply' });
    },
    { kind: 'squeezeExcite' },
  );
}

/**
 * One block in the open scope: `expand`, `depthwise`, `se`, `project`; a fused one has `fused` in place of the first two, and where it
 * widens nothing that alone. Adds its input where stride is 1 and the channels are the same. Taps `output`.
 */
export function invertedBottleneck(rules: LayerRules, x: TensorId, row: InvertedRow): TensorId {
  const { builder } = rules;
  const channels = builder.shapeOf(x)[2];
  const { kernelSize, stride, activation, filters, expanded } = row;
  const widens = expanded !== channels;
  let y = x;
  if (row.kind === 'fused')
    y = convNorm(rules, y, {
      name: 'fused',
      filters: widens ? expanded : filters,
      kernelSize,
      stride,
      activation,
    });
  else {
    if (widens) y = convNorm(rules, y, { name: 'expand', filters: expanded, kernelSize: 1, activation });
    y = depthwiseNorm(rules, y, { name: 'depthwise', kernelSize, stride, activation });
  }
  if (row.squeeze) y = squeezeExcite(rules, y, row.squeeze);
  if (row.kind === 'inverted' || widens) y = convNorm(rules, y, { name: 'project', filters, kernelSize: 1 });
  if (stride === 1 && channels === filters) y = builder.add([y, x], { name: 'add' });
  return builder.tap('output', y);
}
