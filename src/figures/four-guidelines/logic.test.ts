import { expect, test } from 'vitest';
import { guidelines, variantsOf } from '../../../models/facts/guidelines.ts';
import { formTitle, verdictSentence } from '../../words/en/figures/four-guidelines.ts';
import { enoughRounds, formsOf, measureForms, type TimedEngine } from './logic.ts';

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
  await measureForms(variantsOf('groups'), engineOf(log), {
    signal: new AbortController().signal,
    onRound: (runs) => {
      last = runs;
    },
  });
  expect(log.slice(0, 8)).toEqual(['run 1', 'run 2', 'run 3', 'run 4', 'run 1', 'run 2', 'run 3', 'run 4']);
  expect(log.filter((each) => each === 'run 1')).toHaveLength(enoughRounds + 1);
  expect(log.filter((each) => each.startsWith('close'))).toHaveLength(4);
  const forms = formsOf('groups', last);
  expect(forms.map(({ ratio }) => ratio)).toEqual([1, 2, 3, 4]);
  expect(forms[0]?.here).toMatchObject({ median: 1, runs: enoughRounds });
});

test('what was measured before a stop is kept, and a form that does not fit closes the others', async () => {
  const controller = new AbortController();
  const log: string[] = [];
  let rounds = 0;
  await measureForms(variantsOf('ratio'), engineOf(log), {
    signal: controller.signal,
    onRound: (runs) => {
      rounds = runs.get('1:1')?.length ?? 0;
      if (rounds === 4) controller.abort();
    },
  });
  expect(rounds).toBe(4);
  const failed: string[] = [];
  const options = { signal: new AbortController().signal, onRound: () => {} };
  await expect(measureForms(variantsOf('ratio'), engineOf(failed, 3), options)).rejects.toThrow(/fit/);
  expect(failed.filter((each) => each.startsWith('close'))).toHaveLength(2);
});

test('every form has a published speed and a title; the first is the measure of the others', () => {
  for (const guideline of guidelines) {
    const forms = formsOf(guideline, new Map());
    expect(forms[0]?.published).toBe(1);
    for (const { id, published, here, ratio } of forms) {
      expect(published).toBeGreaterThan(0);
      expect([here, ratio]).toEqual([null, null]);
      expect(formTitle(guideline, id)).not.toBe('');
    }
  }
  expect(formsOf('groups', new Map()).at(-1)?.published).toBeCloseTo(2451 / 634, 12);
});

test('the verdict', () => {
  expect(verdictSentence([])).toBe('Nothing has been measured here yet.');
  expect(
    verdictSentence([
      { title: 'a', ratio: 1 },
      { title: 'b', ratio: 1.5 },
      { title: 'c', ratio: 0.9 },
    ]),
  ).toBe(
    'On this device, at equal multiply-adds: a takes the time that all are measured by; b 1.50 times as long, c 0.90 times as long.',
  );
});
