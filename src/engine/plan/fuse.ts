import type { Graph } from '../../../models/graph/graph.ts';
import type { TensorId } from '../../../models/graph/op.ts';
import { draftOf, inOrder, type Rule, unfused } from './draft.ts';
import { excite } from './rules/excite.ts';
import { finish } from './rules/finish.ts';
import { gate } from './rules/gate.ts';
import { mean } from './rules/mean.ts';
import { pools } from './rules/pools.ts';
import { node, separable } from './rules/separable.ts';
import { sideBySide } from './rules/side-by-side.ts';
import type { Step } from './step.ts';

/** Every rule, in the order in which they are tried. */
export const rules: readonly Rule[] = [finish, mean, gate, excite, separable, node, pools, sideBySide];

export interface FuseOptions {
  /** Maps to keep besides the outputs. */
  readonly kept?: Iterable<TensorId>;
  /** Workgroup memory of the device, in bytes; 16 kB is what WebGPU promises. */
  readonly workgroupBytes?: number;
  /** Rules to leave out, by name. */
  readonly without?: ReadonlySet<string>;
}

/** A graph as few steps, in an order in which they can run. */
export function fuse(
  graph: Graph,
  { kept = [], workgroupBytes = 16_384, without }: FuseOptions = {},
): readonly Step[] {
  const draft = draftOf(graph, kept, workgroupBytes);
  const fused = rules
    .filter(({ name }) => !without?.has(name))
    .reduce((steps, rule) => rule.apply(steps, draft), unfused(graph));
  return inOrder(graph, fused);
}
