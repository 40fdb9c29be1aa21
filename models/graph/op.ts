import type { Shape } from './shape.ts';

/** Index of an operator in its graph, and of the one map that it makes. */
export type TensorId = number;

/**
 * What each kind of operator holds besides its name, its inputs and its shape, by kind. Every operator adds itself in a file
 * of its own (models/operators/kinds), so that nothing here names one; only the input is a graph's own.
 */
export interface OpFields {
  readonly input: {
    /**
     * Given once for each region of a picture, not once for the picture. What is computed from it is computed for each
     * region too; a graph's shapes and costs are those of one.
     */
    readonly perRegion?: true;
  };
}

export type OpKind = keyof OpFields;

interface Common<K> {
  readonly kind: K;
  /** Path of the operator, `stage2/block0/depthwise/conv`; unique in its graph. */
  readonly name: string;
  readonly inputs: readonly TensorId[];
  /** What it makes. */
  readonly shape: Shape;
}

/** An operator of one kind (of several: one of them). */
export type OpOf<K extends OpKind> = { readonly [P in K]: Common<P> & OpFields[P] }[K];

/** An operator of any kind. */
export type Op = OpOf<OpKind>;

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
