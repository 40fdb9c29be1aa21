import type { TensorId } from '../graph/op.ts';
import { type ConvNormOptions, convNorm, type LayerRules } from './conv-norm.ts';

/** A residual block (He et al. 2016, Figure 5): two 3×3, or 1×1, 3×3, 1×1. */
export interface ResidualRow {
  readonly kind: 'basic' | 'bottleneck';
  readonly filters: number;
  /** Channels of the 3×3 of a bottleneck. */
  readonly inner: number;
  readonly stride: number;
  /** Of the 3×3; 1. */
  readonly dilation?: number;
  /** Whether the shortcut has a 1×1 even where shapes are the same. */
  readonly projects?: boolean;
  /** Whether the shortcut's 1×1 runs before the branch (TF-Slim) or after it (torchvision). */
  readonly projectFirst?: boolean;
}

/**
 * One block in the open scope: `conv1` …, `shortcut` where shapes differ, `add`, ReLU. The stride is in the 3×3, of a basic block in the
 * first (torchvision; the paper has it in the first 1×1). Taps `output`.
 */
export function residual(rules: LayerRules, x: TensorId, row: ResidualRow): TensorId {
  const { builder } = rules;
  const channels = builder.shapeOf(x)[2];
  const { filters, inner, stride, dilation = 1 } = row;
  const projected = row.projects ?? (stride !== 1 || channels !== filters);
  const shortcut = () =>
    projected ? convNorm(rules, x, { name: 'shortcut', filters, kernelSize: 1, stride }) : x;
  const window = { kernelSize: 3, dilation } as const;
  const layers: readonly ConvNormOptions[] =
    row.kind === 'basic'
      ? [
          { ...window, filters, stride, activation: 'relu' },
          { ...window, filters },
        ]
      : [
          { filters: inner, kernelSize: 1, activation: 'relu' },
          { ...window, filters: inner, stride, activation: 'relu' },
          { filters, kernelSize: 1 },
        ];
  const before = row.projectFirst ? shortcut() : undefined;
  let y = x;
  layers.forEach((layer, i) => {
    y = convNorm(rules, y, { name: `conv${i + 1}`, ...layer });
  });
  const sum = builder.add([y, before ?? shortcut()], { name: 'add' });
  return builder.tap('output', builder.activation(sum, 'relu'));
}
