import { expect, test } from 'vitest';
import { variantsOf } from '../../../models/facts/guidelines.ts';
import { enoughRounds, type TimedEngine, takeTurns } from './take-turns.ts';

/** An engine in which the n-th network that is loaded takes n milliseconds a run. */
function engineOf(log: string[], fail?: number): TimedEngine {
  let loaded = 0;
  return {
    loadRandom: async (graph) => {
      const number = ++loaded;
      if (number === fail) throw new Error('It does not fit.');
      return {
        run: async () => {
          log.push(`run ${number}`);
          return { timing: { runMilliseconds: number } };
        },
        dispose: async () => void log.push(`close ${graph.name}`),
      };
    },
  };
}

test('all forms take turns, are warmed up once, and are closed', async () => {
  const log: string[] = [];
  let last: ReadonlyMap<string, readonly number[]> = new Map();
  await takeTurns(variantsOf('groups'), engineOf(log), {
    signal: new AbortController().signal,
    onRound: (runs) => {
      last = runs;
    },
  });
  expect(log.slice(0, 8)).toEqual(['run 1', 'run 2', 'run 3', 'run 4', 'run 1', 'run 2', 'run 3', 'run 4']);
  expect(log.filter((each) => each === 'run 1')).toHaveLength(enoughRounds + 1);
  expect(log.filter((each) => each.startsWith('close'))).toHaveLength(4);
  expect([...last.values()].map((runs) => runs[0])).toEqual([1, 2, 3, 4]);
  for (const runs of last.values()) expect(runs).toHaveLength(enoughRounds);
});

test('what was measured before a stop is kept, and a form that does not fit closes the others', async () => {
  const controller = new AbortController();
  const log: string[] = [];
  let rounds = 0;
  await takeTurns(variantsOf('ratio'), engineOf(log), {
    signal: controller.signal,
    onRound: (runs) => {
      rounds = runs.get('1:1')?.length ?? 0;
      if (rounds === 4) controller.abort();
    },
  });
  expect(rounds).toBe(4);
  const failed: string[] = [];
  const options = { signal: new AbortController().signal, onRound: () => {} };
  await expect(takeTurns(variantsOf('ratio'), engineOf(failed, 3), options)).rejects.toThrow(/fit/);
  expect(failed.filter((each) => each.startsWith('close'))).toHaveLength(2);
});
