import { consumers, type Graph, opAt } from '../../../models/graph/graph.ts';
import type { Op, OpKind, TensorId } from '../../../models/graph/op.ts';
import { isSingleCell } from '../../../models/graph/shape.ts';
import { madeBy, type Part, type Step } from './step.ts';

/** What a rule may know: the graph, who reads what, and which maps somebody wants to see. */
export interface Draft {
  readonly graph: Graph;
  /** Maps that must exist after the run: outputs and taps. */
  readonly kept: ReadonlySet<TensorId>;
  readonly readers: readonly (readonly TensorId[])[];
  /** Workgroup memory that a program may use, in bytes. */
  readonly workgroupBytes: number;
}

/** A rule looks for one pattern and gives the steps with every place of it joined. */
export interface Rule {
  readonly name: string;
  readonly apply: (steps: readonly Step[], draft: Draft) => readonly Step[];
}

export function draftOf(graph: Graph, kept: Iterable<TensorId>, workgroupBytes: number): Draft {
  return {
    graph,
    kept: new Set([...kept, ...Object.values(graph.outputs)]),
    readers: consumers(graph),
    workgroupBytes,
  };
}

/** Whether a map is read by one operator alone and nobody looks at it, so that it need not exist. */
export function isPassing({ kept, readers }: Draft, id: TensorId): boolean {
  return !kept.has(id) && readers[id]?.length === 1;
}

/** The operator of a kind that makes a map; undefined where another kind does. */
export function madeAs<K extends OpKind>(
  { graph }: Draft,
  id: TensorId | undefined,
  kind: K,
): Extract<Op, { kind: K }> | undefined {
  const op = id === undefined ? undefined : graph.ops[id];
  return op !== undefined && isKind(op, kind) ? op : undefined;
}

export function isKind<K extends OpKind>(op: Op, kind: K): op is Extract<Op, { kind: K }> {
  return op.kind === kind;
}

/** The only step of one part that writes this map. */
export function makerOf(steps: readonly Step[], id: TensorId | undefined): Step | undefined {
  return steps.find((step) => id !== undefined && step.parts.length === 1 && step.parts[0]?.makes === id);
}

/**
 * Joins two steps: `joined` stands where the later one stood, so that all it reads is there. Steps in between never read what the
 * earlier one made: rules join only where `isPassing` says so, or where the earlier step's map stays.
 */
export function replaceBoth(
  steps: readonly Step[],
  earlier: Step,
  later: Step,
  joined: Step,
): readonly Step[] {
  return steps.filter((step) => step !== earlier).map((step) => (step === later ? joined : step));
}

const single = (op: Op, id: TensorId): Part => ({
  ops: [id],
  reads: op.inputs,
  makes: id,
  mean: null,
  finish: [],
});

/** One operator as a step of its own. */
function stepOf(graph: Graph, op: Op, id: TensorId): Step {
  const part = single(op, id);
  const layer = { ...part, layer: id };
  if (isKind(op, 'dense')) return { program: 'dense', parts: [layer] };
  if (isKind(op, 'depthwiseConv2d')) return { program: 'depthwise', parts: [layer] };
  if (isKind(op, 'conv2d')) {
    const { kernelSize, stride, groups, padding } = op;
    const inside = padding.top + padding.bottom + padding.left + padding.right === 0;
    const input = opAt(graph, op.inputs[0] ?? 0).shape;
    const one = kernelSize[0] * kernelSize[1] === 1 && inside && groups === 1;
    // A stride means nothing on a single cell.
    return one && (stride[0] * stride[1] === 1 || isSingleCell(input))
      ? { program: 'pointwise', parts: [{ ...layer, gate: { kind: 'none' } }] }
      : { program: 'convolution', parts: [layer] };
  }
  if (isKind(op, 'maxPool')) return { program: 'pool', parts: [{ ...part, chain: [id] }] };
  return { program: 'plain', parts: [{ ...part, op: id }] };
}

/** The graph as it stands: a step an operator. */
export function unfused(graph: Graph): readonly Step[] {
  return graph.ops.flatMap((op, id) => (op.kind === 'input' ? [] : [stepOf(graph, op, id)]));
}

/** The steps in an order in which each finds what it reads; of several, the one that stood first. Throws where there is none. */
export function inOrder(graph: Graph, steps: readonly Step[]): readonly Step[] {
  const maker = new Map<TensorId, Step>();
  for (const step of steps) for (const id of madeBy(step)) maker.set(id, step);
  const done = new Set<Step>();
  const open = new Set<Step>();
  const ordered: Step[] = [];
  const visit = (step: Step): void => {
    if (done.has(step)) return;
    if (open.has(step)) throw new RangeError(`${graph.name}: two steps of its program wait for each other.`);
    open.add(step);
    for (const { reads } of step.parts)
      for (const id of reads) {
        const before = maker.get(id);
        if (before !== undefined && before !== step) visit(before);
      }
    open.delete(step);
    done.add(step);
    ordered.push(step);
  };
  for (const step of steps) visit(step);
  return ordered;
}
