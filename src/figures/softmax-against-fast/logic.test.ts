import { expect, test } from 'vitest';
import type { Graph } from '../../../models/graph/graph.ts';
import type { TimedEngine } from '../../parts/runs/take-turns.ts';
import { verdict as said } from '../../words/en/figures/softmax-against-fast.ts';
import {
  enoughPairs,
  measureRules,
  resultOf,
  type Timing,
  timingTable,
  unmeasured,
  verdict,
  weightedGraph,
} from './logic.ts';

/** An engine whose runs take as long as it is told, and which notes what it was asked. */
function fakeEngine(milliseconds: (name: string) => number, refuse?: RegExp) {
  const log: string[] = [];
  let open = 0;
  const engine: TimedEngine = {
    loadRandom: async (graph: Graph) => {
      if (refuse?.test(graph.name)) throw new Error(`${graph.name} needs more memory than there is.`);
      open++;
      return {
        run: async (_, { signal }) => {
          if (signal.aborted) throw new Error('cancelled');
          log.push(graph.name.replace('efficientdet-', ''));
          return { timing: { runMilliseconds: milliseconds(graph.name) } };
        },
        dispose: async () => {
          open--;
        },
      };
    },
  };
  return { engine, log, stillOpen: () => open };
}

async function run(
  engine: TimedEngine,
  sizes: readonly ('D0' | 'D1')[],
  stopAfter = Number.POSITIVE_INFINITY,
) {
  const last = new Map<string, Timing>();
  const controller = new AbortController();
  await measureRules(sizes, engine, {
    signal: controller.signal,
    now: () => 0,
    onTiming: (timing) => {
      last.set(timing.size, timing);
      if (timing.runs.softmax.length >= stopAfter) controller.abort();
    },
  });
  return last;
}

test('the two take turns, and the first run of each is thrown away', async () => {
  const { engine, log, stillOpen } = fakeEngine((name) => (name.includes('softmax') ? 13 : 10));
  const last = await run(engine, ['D0']);
  expect(log.slice(0, 4)).toEqual(['D0-softmax', 'D0-fastNormalized', 'D0-softmax', 'D0-fastNormalized']);
  expect(log).toHaveLength(2 + 2 * enoughPairs);
  expect(stillOpen()).toBe(0);
  const result = resultOf(last.get('D0')!)!;
  expect(result.ratio).toBeCloseTo(1.3, 12);
  expect(result.softmax.runs).toBe(enoughPairs);
  expect(said(verdict([result]))).toBe(
    'Here softmax takes 1.30 times as long as the fast rule. At D0 the middle halves of the runs do not overlap.',
  );
  expect(timingTable([result]).rows).toEqual([['D0', 13, 10, 1.3, enoughPairs]]);
});

test('stopping keeps what was measured and starts nothing more', async () => {
  const { engine, stillOpen } = fakeEngine(() => 10);
  const last = await run(engine, ['D0', 'D1'], 4);
  expect(last.get('D0')?.state).toBe('stopped');
  expect(resultOf(last.get('D0')!)?.softmax.runs).toBe(4);
  expect(last.has('D1')).toBe(false);
  expect(stillOpen()).toBe(0);
});

test('a size that does not fit says why, and the next one goes on', async () => {
  const { engine, stillOpen } = fakeEngine(() => 10, /D0-fast/);
  const last = await run(engine, ['D0', 'D1']);
  expect(last.get('D0')).toMatchObject({ state: 'failed', reason: expect.stringContaining('more memory') });
  expect(resultOf(last.get('D0')!)).toBeNull();
  expect(last.get('D1')?.state).toBe('done');
  expect(stillOpen()).toBe(0);
});

test('equal runs are called noise, and none at all nothing', () => {
  const even = { softmax: [10, 12, 11], fastNormalized: [11, 10, 12] };
  const result = resultOf({ ...unmeasured('D0'), runs: even })!;
  expect(said(verdict([result]))).toContain('no difference can be told from noise');
  expect(said(verdict([]))).toMatch(/Nothing has been measured/);
  expect(resultOf({ ...unmeasured('D0'), runs: { softmax: [1, 2], fastNormalized: [1, 2] } })).toBeNull();
});

test('the networks differ in the rule alone, also where the released one adds plainly', () => {
  for (const size of ['D0', 'D6'] as const) {
    const [a, b] = (['softmax', 'fastNormalized'] as const).map((method) => weightedGraph(size, method));
    expect(a!.ops.map(({ name, kind }) => [name, kind])).toEqual(
      b!.ops.map(({ name, kind }) => [name, kind]),
    );
    expect(a!.ops.some((op) => op.kind === 'fuse' && op.method === 'softmax')).toBe(true);
    expect(b!.ops.every((op) => op.kind !== 'fuse' || op.method === 'fastNormalized')).toBe(true);
  }
});
