import type { Padding, Shape } from './shape.ts';

/** Index of an operator in its graph, and of the one map that it makes. */
export type TensorId = number;

export type Activation = 'swish' | 'relu' | 'relu6' | 'sigmoid' | 'hardSwish' | 'hardSigmoid';

/** How maps are mixed in a feature network (EfficientDet §3.3). `sum` has no weights. */
export type FusionMethod = 'sum' | 'unbounded' | 'softmax' | 'fastNormalized';

interface Common {
  /** Path of the operator, `stage2/block0/depthwise/conv`; unique in its graph. */
  readonly name: string;
  readonly inputs: readonly TensorId[];
  /** What it makes. */
  readonly shape: Shape;
}

interface Windowed {
  readonly kernelSize: number;
  readonly stride: number;
  readonly padding: Padding;
}

/** Names of the parameters an operator reads; several operators may read the same one. */
interface Weighted {
  readonly kernel: string;
  readonly bias?: string;
}

export type Op =
  | (Common & { readonly kind: 'input' })
  | (Common & Windowed & Weighted & { readonly kind: 'conv2d'; readonly groups: number })
  | (Common & Windowed & Weighted & { readonly kind: 'depthwiseConv2d' })
  | (Common & Weighted & { readonly kind: 'dense' })
  | (Common & {
      readonly kind: 'batchNorm';
      readonly epsilon: number;
      readonly gamma: string;
      readonly beta: string;
      readonly mean: string;
      readonly variance: string;
    })
  /** x·scale + shift per channel: what is left of a batch norm that could not be folded into a convolution. */
  | (Common & { readonly kind: 'scaleShift'; readonly scale: string; readonly shift: string })
  | (Common & { readonly kind: 'activation'; readonly activation: Activation })
  | (Common & { readonly kind: 'add' })
  /** A map times a gate of one value a channel, [1, 1, channels]. */
  | (Common & { readonly kind: 'multiply' })
  | (Common & { readonly kind: 'globalAveragePool' })
  | (Common & Windowed & { readonly kind: 'maxPool' })
  | (Common & Windowed & { readonly kind: 'averagePool' })
  /**
   * Nearest neighbour to `shape`. Source cell: ⌊i · in / out⌋, or ⌊(i + ½) · in / out⌋ with `halfPixelCenters`;
   * the same wherever out is a whole multiple of in.
   */
  | (Common & { readonly kind: 'resizeNearest'; readonly halfPixelCenters: boolean })
  | (Common & {
      readonly kind: 'fuse';
      readonly method: FusionMethod;
      /** Raw weights, one an input; absent for `sum`. */
      readonly weights?: string;
      /** ε of the fast normalized rule. */
      readonly epsilon: number;
    })
  | (Common & { readonly kind: 'concat' })
  | (Common & { readonly kind: 'softmax' });

export type OpKind = Op['kind'];
export type OpOf<K extends OpKind> = Extract<Op, { kind: K }>;

export type ParameterRole =
  | 'kernel'
  | 'bias'
  | 'gamma'
  | 'beta'
  | 'mean'
  | 'variance'
  | 'scale'
  | 'shift'
  | 'fusion';

/**
 * A named array of weights. Layouts: convolution [h, w, in / groups, out], depthwise [h, w, channels, 1],
 * dense [in, out], everything else one value a channel (fusion: one an input).
 */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly role: ParameterRole;
}

/** Moving statistics of a batch norm are stored with a network but not trained. */
export function isTrainable(parameter: Parameter): boolean {
  return parameter.role !== 'mean' && parameter.role !== 'variance';
}

/** Names of all parameters that an operator reads, in the order of its fields. */
export function parametersOf(op: Op): readonly string[] {
  switch (op.kind) {
    case 'conv2d':
    case 'depthwiseConv2d':
    case 'dense':
      return op.bias === undefined ? [op.kernel] : [op.kernel, op.bias];
    case 'batchNorm':
      return [op.gamma, op.beta, op.mean, op.variance];
    case 'scaleShift':
      return [op.scale, op.shift];
    case 'fuse':
      return op.weights === undefined ? [] : [op.weights];
    default:
      return [];
  }
}
