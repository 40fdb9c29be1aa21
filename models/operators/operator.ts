import type { Builder } from '../graph/builder.ts';
import type { OpKind, OpOf, TensorId } from '../graph/op.ts';
import type { Shape } from '../graph/shape.ts';
import type { ReceptiveField } from './field.ts';
import type { PlainMap } from './plain-map.ts';

/** Shapes of the maps that an operator reads; every operator but an input reads one at least. */
export type Inputs = readonly [Shape, ...Shape[]];

/** What the maps that an operator reads see of the picture, in their order. */
export type InputFields = readonly [ReceptiveField, ...ReceptiveField[]];

/**
 * What becomes of a batch norm in the inference graph. `absorbs`: a layer with a kernel and a bias, whose output channels stand
 * last, into which a scale and a shift behind it can be multiplied; an activation behind it joins its step. `absorbed`: such
 * a norm. `stays`: neither.
 */
export type Folding = 'absorbs' | 'absorbed' | 'stays';

/** All that the project knows of a kind of operator, but for its plain loops and how executors and formats write it. */
export interface Operator<K extends OpKind> {
  /** Adds one to a graph: infers its shape, declares its parameters, refuses what does not fit with `GraphError`. */
  readonly build: (builder: Builder, ...args: never[]) => TensorId;
  /** Names of the parameters that it reads, in the order of its fields. */
  readonly parameters: (op: OpOf<K>) => readonly string[];
  /** Products that are added up, as the papers count “FLOPs”: of convolutions and dense layers alone. */
  readonly multiplyAdds: (op: OpOf<K>, inputs: Inputs) => number;
  /** Additions, multiplications and comparisons besides: one for each value touched and each term joined. */
  readonly otherOperations: (op: OpOf<K>, inputs: Inputs) => number;
  /** What a cell of its map sees of the picture. */
  readonly sees: (op: OpOf<K>, fields: InputFields, inputs: Inputs, picture: Shape) => ReceptiveField;
  readonly fold: Folding;
}

/** An operator's definition as plain loops in float64 on maps [h, w, c]: what every executor is held against. */
export type PlainLoops<K extends OpKind> = (
  op: OpOf<K>,
  inputs: readonly [PlainMap, ...PlainMap[]],
  weight: (name: string) => Float32Array,
) => PlainMap;

/** Of an operator without weights. */
export const noParameters = (): readonly string[] => [];

/** Of an operator that computes nothing of the kind. */
export const nothing = (): number => 0;

/** Where each cell sees what the same cell of the first map sees. */
export const sameField = (_op: unknown, [first]: InputFields): ReceptiveField => first;
