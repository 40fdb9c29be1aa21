import { opAt } from '../../../../models/graph/graph.ts';
import { sameShape } from '../../../../models/graph/shape.ts';
import { type Draft, isKind, isPassing, makerOf, type Rule, replaceBoth } from '../draft.ts';
import type { Finish, Step } from '../step.ts';

/** Programs that can do more to a value before they write it. */
const finishing = new Set<Step['program']>(['pointwise', 'convolution', 'depthwise', 'separable', 'dense']);

function finished(earlier: Step, later: Step, more: Finish, reads: readonly number[]): Step {
  const [before] = earlier.parts;
  const [after] = later.parts;
  const parts = earlier.parts.map((part) => ({
    ...part,
    ops: [...(before?.ops ?? []), ...(after?.ops ?? [])],
    reads: [...part.reads, ...reads],
    makes: after?.makes ?? null,
    finish: [...part.finish, more],
  }));
  return { ...earlier, parts } as Step;
}

/** The step that makes what an operator reads, if it can finish it and nobody else reads it. */
function finisherOf(steps: readonly Step[], draft: Draft, read: number | undefined): Step | undefined {
  const step = makerOf(steps, read);
  return step !== undefined &&
    read !== undefined &&
    finishing.has(step.program) &&
    step.parts[0]?.mean === null &&
    isPassing(draft, read)
    ? step
    : undefined;
}

/** What an operator would be at the end of the step before it; with the step, and the maps that it reads besides. */
function endOf(
  steps: readonly Step[],
  draft: Draft,
  later: Step,
): { earlier: Step; more: Finish; reads: readonly number[] } | undefined {
  if (later.program !== 'plain' || later.parts[0] === undefined) return undefined;
  const id = later.parts[0].op;
  const op = opAt(draft.graph, id);
  const [first, second] = op.inputs;
  if (isKind(op, 'activation')) {
    const earlier = finisherOf(steps, draft, first);
    return earlier && { earlier, more: { kind: 'activation', activation: op.activation }, reads: [] };
  }
  if (isKind(op, 'scaleShift')) {
    const earlier = finisherOf(steps, draft, first);
    return earlier && { earlier, more: { kind: 'scaleShift', op: id }, reads: [] };
  }
  if (!isKind(op, 'add') || op.inputs.length !== 2 || first === second) return undefined;
  for (const [mine, other] of [
    [second, first],
    [first, second],
  ]) {
    const earlier = finisherOf(steps, draft, mine);
    if (earlier === undefined || other === undefined) continue;
    // A single cell that is spread over a map is added by a program of its own.
    if (
      !sameShape(opAt(draft.graph, other).shape, op.shape) ||
      !sameShape(opAt(draft.graph, mine ?? 0).shape, op.shape)
    )
      continue;
    // The sum's other half must be there before: what it is made of must not wait for this step.
    if (steps.indexOf(makerOf(steps, other) ?? later) > steps.indexOf(later)) continue;
    const reads = earlier.parts[0]?.reads.length ?? 0;
    return { earlier, more: { kind: 'add', read: reads }, reads: [other] };
  }
  return undefined;
}

/** Activations, residual sums and left-over scales join the layer before them. */
export const finish: Rule = {
  name: 'finish',
  apply(steps, draft) {
    let now = steps;
    for (const later of steps) {
      const found = now.includes(later) ? endOf(now, draft, later) : undefined;
      if (found !== undefined)
        now = replaceBoth(now, found.earlier, later, finished(found.earlier, later, found.more, found.reads));
    }
    return now;
  },
};
