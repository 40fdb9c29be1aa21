import { type Graph, opAt } from '../../../../models/graph/graph.ts';
import type { TensorId } from '../../../../models/graph/op.ts';
import { isSingleCell } from '../../../../models/graph/shape.ts';
import { type Draft, inOrder, isKind, type Rule } from '../draft.ts';
import {
  type Finish,
  madeBy,
  type Part,
  type PointwisePart,
  readBy,
  type SeparablePart,
  type Step,
} from '../step.ts';

/** Parts of one step at the most: their table is a small uniform. */
const mostParts = 10;

const finishKey = (finish: readonly Finish[]): string =>
  finish.map((each) => (each.kind === 'activation' ? each.activation : each.kind)).join('+');

/** Steps with equal keys differ in maps and weights alone; null where a step stands by itself. */
function keyOf({ graph }: Draft, step: Step): string | null {
  const [part] = step.parts;
  if (part === undefined || part.mean !== null) return null;
  if (step.program === 'pointwise') {
    const { gate, finish } = part as PointwisePart;
    // A layer of a single cell may read sums in place of a mean.
    const cell = isSingleCell(opAt(graph, (part as PointwisePart).layer).shape);
    return gate.kind === 'none' && !cell ? `pointwise ${finishKey(finish)}` : null;
  }
  if (step.program !== 'separable') return null;
  const { depthwise, fuse, between, finish } = part as SeparablePart;
  const op = opAt(graph, depthwise);
  if (fuse !== null || !isKind(op, 'depthwiseConv2d')) return null;
  return `separable ${op.kernelSize.join('×')} ${op.shape[2]} ${between ?? ''} ${finishKey(finish)}`;
}

/** For each step, those that it waits for, over whatever way. */
function awaited(graph: Graph, steps: readonly Step[]): ReadonlyMap<Step, ReadonlySet<Step>> {
  const maker = new Map<TensorId, Step>();
  for (const step of steps) for (const id of madeBy(step)) maker.set(id, step);
  const all = new Map<Step, Set<Step>>();
  for (const step of inOrder(graph, steps)) {
    const own = new Set<Step>();
    for (const id of readBy(step)) {
      const before = maker.get(id);
      if (before === undefined || own.has(before)) continue;
      own.add(before);
      for (const each of all.get(before) ?? []) own.add(each);
    }
    all.set(step, own);
  }
  return all;
}

/**
 * Small layers that do not wait for each other are one dispatch: the 1 × 1 layers that bring the backbone's maps to one width, and each
 * layer of both heads at every level.
 */
export const sideBySide: Rule = {
  name: 'side by side',
  apply(steps, draft) {
    let now = steps;
    const groups = new Map<string, Step[][]>();
    const before = awaited(draft.graph, steps);
    const waits = (a: Step, b: Step): boolean =>
      before.get(a)?.has(b) === true || before.get(b)?.has(a) === true;
    for (const step of steps) {
      const key = keyOf(draft, step);
      if (key === null) continue;
      const known = groups.get(key) ?? [];
      groups.set(key, known);
      const free = known.find(
        (group) => group.length + step.parts.length <= mostParts && !group.some((each) => waits(each, step)),
      );
      if (free === undefined) known.push([step]);
      else free.push(step);
    }
    for (const group of [...groups.values()].flat()) {
      if (group.length < 2) continue;
      const joined = {
        ...group[0],
        parts: group.flatMap(({ parts }): readonly Part[] => parts),
      } as unknown as Step;
      const next = now.filter((step) => !group.includes(step));
      next.splice(now.indexOf(group[0] as Step), 0, joined);
      // Two groups, each free in itself, may wait for each other; then the second stays apart.
      try {
        now = inOrder(draft.graph, next);
      } catch {}
    }
    return now;
  },
};
