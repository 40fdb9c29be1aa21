import type { Op, TensorId } from '../../../models/graph/op.ts';
import type { Shape } from '../../../models/graph/shape.ts';
import type { Measures } from './measure.ts';

/** An operator of the diagram. */
export interface OpNode {
  readonly id: TensorId;
  readonly path: string;
  readonly title: string;
  readonly op: Op;
  readonly input: Shape;
  readonly output: Shape;
  readonly measures: Measures;
}

/** A block: the operators of one scope. A stage without blocks is its own only block. */
export interface BlockNode {
  readonly path: string;
  /** In its stage, from 0; nothing where the stage is it. */
  readonly number?: number | undefined;
  readonly title: string;
  readonly ops: readonly OpNode[];
  readonly input: Shape;
  readonly output: Shape;
  readonly measures: Measures;
}

/** A run of blocks that differ in nothing but their weights, drawn once with “× n”. */
export interface BlockGroup {
  readonly blocks: readonly BlockNode[];
  readonly measures: Measures;
}

export interface StageNode {
  readonly path: string;
  /** 1 to 9, as in the paper's Table 1. */
  readonly number: number;
  readonly title: string;
  readonly groups: readonly BlockGroup[];
  readonly input: Shape;
  readonly output: Shape;
  readonly measures: Measures;
}

export interface Diagram {
  readonly name: string;
  readonly picture: Shape;
  readonly stages: readonly StageNode[];
  readonly total: Measures;
}
