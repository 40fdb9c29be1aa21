import type { Card, CardInput } from '../../../models/checkpoints/card.ts';
import type { LabelList } from '../../../models/checkpoints/labels.ts';
import type { NamingId } from '../../../models/checkpoints/naming/naming-id.ts';
import type { Rule } from '../../../models/checkpoints/rules/rule.ts';
import type { Variant } from '../../../models/checkpoints/variants.ts';
import type { NetworkTitle } from '../../../models/families/index.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import type { RunRecord } from '../../../models/study-run.ts';
import type { RuntimeReport } from './runtime.ts';

/** What a network was trained to tell. */
export type Task = Card['task'];

/** What a checkpoint's card says, as far as the engine and the page need it. */
export interface CheckpointDescription {
  readonly id: string;
  readonly title: string;
  readonly task: Task;
  /** Of the weights files together. */
  readonly bytes: number;
  /** `null` where the checkpoint has several files or the reader brought it. */
  readonly sha256: string | null;
  /** `null` where it is not stated. */
  readonly licence: string | null;
  /** A released network's name, or its family's where the size was never released. */
  readonly network: string;
  /** What that is called where a person reads. */
  readonly names: NetworkTitle;
  readonly classes: number;
  readonly labels: LabelList | readonly string[] | null;
  readonly input: CardInput;
  /** Of a reader's own file. */
  readonly own?: OwnFileReport;
  /** Of a reader's own file: the copy of the weights that is read, every copy, and how many tensors belong to none. */
  readonly copies?: {
    readonly variant: Variant;
    readonly variants: readonly Variant[];
    readonly others: number;
  };
  /** Of a network of the scaling study: its training. */
  readonly study?: RunRecord;
  /** The checkpoint whose weights it shares. */
  readonly standsOn?: string;
}

/** Whose names a reader's own file has, and by which rule it runs. */
export interface OwnFileReport {
  readonly naming: NamingId;
  readonly rule: Rule;
  /** The file's rule, wherever a reader chose another. */
  readonly usual: Rule;
}

export interface LoadTiming {
  /** Milliseconds until all weights were there and checked. */
  readonly weightsMilliseconds: number;
  /** Milliseconds for the first run on an empty picture: upload, compilation, readback. */
  readonly compileMilliseconds: number;
}

/** A network that is ready to run. */
export interface NetworkDescription {
  readonly handle: number;
  /** The inference graph as it runs: batch norms folded. Its taps, outputs and operator names can be asked for in a run. */
  readonly graph: Graph;
  readonly checkpoint?: CheckpointDescription;
  /** Of a detector: what its classes are called, null where nobody says it, and the side of its smallest anchors in strides of their level. */
  readonly classNames?: readonly (string | null)[];
  readonly anchorScale?: number;
  readonly runtime: RuntimeReport;
  readonly timing: LoadTiming;
}

/** A checkpoint that was read and not made ready to run. */
export interface ReadResult {
  /** The inference graph: batch norms folded. */
  readonly graph: Graph;
  readonly checkpoint?: CheckpointDescription | undefined;
  /** The weights that were asked for, by their names in the graph. */
  readonly weights: Readonly<Record<string, Float32Array>>;
}
