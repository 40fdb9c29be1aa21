import type { TensorId } from '../../../models/graph/op.ts';
import type { Activation } from '../../../models/operators/kinds/activation.ts';

// A program is a list of steps; a step is one dispatch. What a step does is said in operators of the graph, so that everything else
// (shapes, weights, costs) is read there.

/** What is done to a value after a layer's sum and bias, in order. */
export type Finish =
  | { readonly kind: 'activation'; readonly activation: Activation }
  /** A map of the same shape is added; its place among the part's reads. */
  | { readonly kind: 'add'; readonly read: number }
  /** The parameters of this operator: x · scale + shift, channel by channel. */
  | { readonly kind: 'scaleShift'; readonly op: TensorId };

/** How a value of a joined map is read from one of the maps: as it lies, from its nearest cell, or as the largest under a window. */
export type Sampler =
  | { readonly kind: 'same' }
  | { readonly kind: 'nearest'; readonly op: TensorId }
  | { readonly kind: 'maxPool'; readonly op: TensorId };

/** Squeeze and excitation in front of a layer: means, two layers of one cell, and the gate that they give. */
export interface Excite {
  readonly reduce: TensorId;
  readonly reduceFinish: readonly Finish[];
  readonly expand: TensorId;
  readonly expandFinish: readonly Finish[];
}

/** What a layer's input is multiplied by as it is read. */
export type Gate =
  | { readonly kind: 'none' }
  | { readonly kind: 'map'; readonly read: number }
  | (Excite & { readonly kind: 'excite'; readonly read: number });

/**
 * One network piece that a dispatch computes. A step has one part, or several that are computed side by side, alike but for
 * their maps and weights.
 */
export interface Part {
  /** Operators that it does, in their order. */
  readonly ops: readonly TensorId[];
  /** Maps that it reads, in the order in which the program expects them. */
  readonly reads: readonly TensorId[];
  /** The map that it writes; null where only its mean is wanted. */
  readonly makes: TensorId | null;
  /** A global mean that it writes besides, as sums of the workgroups. */
  readonly mean: TensorId | null;
  readonly finish: readonly Finish[];
}

/** A layer over single cells: 1 × 1, stride 1, every input channel seen. */
export interface PointwisePart extends Part {
  readonly layer: TensorId;
  readonly gate: Gate;
}

/** A layer over windows, channel by channel or all of them. */
export interface WindowPart extends Part {
  readonly layer: TensorId;
}

/** Maps that are joined, an activation, a depthwise layer and a pointwise one behind it: a node of a feature network, or a layer of a head. */
export interface SeparablePart extends Part {
  /** The join; null where one map is read as it lies. */
  readonly fuse: TensorId | null;
  readonly samplers: readonly Sampler[];
  readonly between: Activation | null;
  readonly depthwise: TensorId;
  readonly layer: TensorId;
  readonly tile: SeparableTile;
}

/** Output cells of a workgroup of the separable program, and channels that it holds of its input at a time. */
export interface SeparableTile {
  readonly height: number;
  readonly width: number;
  readonly slice: number;
}

export type Step =
  | { readonly program: 'pointwise'; readonly parts: readonly PointwisePart[] }
  | { readonly program: 'convolution'; readonly parts: readonly WindowPart[] }
  | { readonly program: 'depthwise'; readonly parts: readonly WindowPart[] }
  | { readonly program: 'separable'; readonly parts: readonly SeparablePart[] }
  | { readonly program: 'dense'; readonly parts: readonly WindowPart[] }
  | { readonly program: 'pool'; readonly parts: readonly PoolPart[] }
  /** Any other operator, one value at a time. */
  | { readonly program: 'plain'; readonly parts: readonly PlainPart[] };

/** Max-pools one behind the other, each computed from the first map. */
export interface PoolPart extends Part {
  /** From the first to the last. */
  readonly chain: readonly TensorId[];
}

export interface PlainPart extends Part {
  readonly op: TensorId;
}

export type ProgramName = Step['program'];
export type PartOf<K extends ProgramName> = Extract<Step, { program: K }>['parts'][number];

/** Every map that a step writes, its means too. */
export function madeBy({ parts }: Step): readonly TensorId[] {
  return parts.flatMap(({ makes, mean }) => [makes, mean].filter((id) => id !== null));
}

/** Every map that a step reads, each once. */
export function readBy({ parts }: Step): readonly TensorId[] {
  return [...new Set(parts.flatMap(({ reads }) => reads))];
}
