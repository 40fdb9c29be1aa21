import { opAt } from '../../../../models/graph/graph.ts';
import type { OpOf, TensorId } from '../../../../models/graph/op.ts';
import type { Shape } from '../../../../models/graph/shape.ts';
import { type Draft, isKind, madeAs, type Rule } from '../draft.ts';
import type { PoolPart, Step } from '../step.ts';

/** A window along one axis: output i covers i · stride − before, `size` cells from there. */
export interface Reach {
  readonly size: number;
  readonly stride: number;
  readonly before: number;
}

const axes = ['y', 'x'] as const;

function reachOf({ kernelSize, stride, padding }: OpOf<'maxPool'>, axis: 0 | 1): Reach {
  return { size: kernelSize[axis], stride: stride[axis], before: axis === 0 ? padding.top : padding.left };
}

/** Cells that output i of a chain of windows sees, as [first, last] of the first map. */
function seen(reaches: readonly Reach[], sizes: readonly number[], i: number): readonly [number, number] {
  let [first, last] = [i, i];
  for (let at = reaches.length - 1; at >= 0; at--) {
    const { size, stride, before } = reaches[at] as Reach;
    const most = (sizes[at] ?? 1) - 1;
    [first, last] = [Math.max(0, first * stride - before), Math.min(most, last * stride - before + size - 1)];
  }
  return [first, last];
}

/** One window that sees on every output what the chain sees; undefined where there is none. */
function oneReach(reaches: readonly Reach[], sizes: readonly number[], outputs: number): Reach | undefined {
  const whole = reaches.reduce((inner, outer) => ({
    size: (outer.size - 1) * inner.stride + inner.size,
    stride: inner.stride * outer.stride,
    before: inner.before + outer.before * inner.stride,
  }));
  const most = (sizes[0] ?? 1) - 1;
  for (let i = 0; i < outputs; i++) {
    const [first, last] = seen(reaches, sizes, i);
    const start = i * whole.stride - whole.before;
    if (Math.max(0, start) !== first || Math.min(most, start + whole.size - 1) !== last) return undefined;
  }
  return whole;
}

/** The window, along y and x, through which the last of a chain of max-pools sees the first one's map. */
export function chainReach(
  graph: Draft['graph'],
  chain: readonly TensorId[],
): { readonly y: Reach; readonly x: Reach } | undefined {
  const pools = chain.map((id) => opAt(graph, id)).filter((op) => isKind(op, 'maxPool'));
  const inputs: Shape[] = pools.map((op) => opAt(graph, op.inputs[0] ?? 0).shape);
  const [y, x] = axes.map((_, axis) =>
    oneReach(
      pools.map((op) => reachOf(op, axis as 0 | 1)),
      inputs.map((shape) => shape[axis] ?? 1),
      pools.at(-1)?.shape[axis] ?? 1,
    ),
  );
  return y !== undefined && x !== undefined ? { y, x } : undefined;
}

/** A max-pool of a max-pool is one larger max-pool, so a chain of them is computed side by side, each from the first map. */
export const pools: Rule = {
  name: 'pools',
  apply(steps, draft) {
    let now = steps;
    for (const later of steps) {
      if (later.program !== 'pool' || later.parts.length !== 1 || !now.includes(later)) continue;
      const part = later.parts[0] as PoolPart;
      const earlier = now.find(
        (step): step is Extract<Step, { program: 'pool' }> =>
          step.program === 'pool' &&
          step !== later &&
          step.parts.some(({ makes }) => makes === part.reads[0]),
      );
      const before = earlier?.parts.find(({ makes }) => makes === part.reads[0]);
      if (earlier === undefined || before === undefined) continue;
      const chain = [...before.chain, ...part.chain];
      // Zeros beyond the edge of a map in the middle are no part of the first map.
      if (chain.some((id) => madeAs(draft, id, 'maxPool')?.edge !== undefined)) continue;
      if (chainReach(draft.graph, chain) === undefined) continue;
      const longer: PoolPart = { ...part, reads: before.reads, chain };
      const joined: Step = { program: 'pool', parts: [...earlier.parts, longer] };
      now = now.filter((step) => step !== later).map((step) => (step === earlier ? joined : step));
    }
    return now;
  },
};
