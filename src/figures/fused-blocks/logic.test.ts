import { expect, test } from 'vitest';
import type { TimedEngine } from '../../parts/runs/take-turns.ts';
import { timesSentence } from '../../words/en/figures/fused-blocks.ts';
import { amountOf, measureStages, ratios, type StageRuns, stageBars, timedStages } from './logic.ts';

test('two bars a stage, the longest of all full, one of the two released', () => {
  for (const measure of ['multiplyAdds', 'parameters', 'bytesMoved', 'intensity'] as const) {
    const stages = stageBars({ network: 'S', measure });
    expect(stages).toHaveLength(6);
    const bars = stages.flatMap((each) => each.bars);
    expect(Math.max(...bars.map(({ share }) => share))).toBe(1);
    for (const { bars: two } of stages) expect(two.filter(({ released }) => released)).toHaveLength(1);
  }
});

test('intensity is multiply-adds a byte', () => {
  const { costs } = stageBars({ network: 'B0', measure: 'intensity' })[2]!;
  expect(amountOf(costs.fused, 'intensity')).toBeCloseTo(
    costs.fused.multiplyAdds / costs.fused.bytesMoved,
    12,
  );
});

test('the title holds: early, fewer bytes for more arithmetic; late, far more arithmetic', () => {
  for (const network of ['B0', 'S', 'M', 'L'] as const) {
    expect(ratios(network, 'bytesMoved').early).toBeLessThan(1);
    expect(ratios(network, 'multiplyAdds').early).toBeGreaterThan(1);
    expect(ratios(network, 'multiplyAdds').late).toBeGreaterThan(ratios(network, 'multiplyAdds').early);
  }
});

/** An engine that holds fused blocks to be twice as fast up to a stage, and half as fast behind it. */
function engineOf(held: { most: number }, turns = 3): TimedEngine {
  let now = 0;
  return {
    loadRandom: async ({ name }) => {
      held.most = Math.max(held.most, ++now);
      const [, stage = '', kind] = /stage(\d)-(\w+)/.exec(name) ?? [];
      const fast = Number(stage) <= turns === (kind === 'fused');
      return {
        run: async () => ({ timing: { runMilliseconds: fast ? 2 : 4 } }),
        dispose: async () => void now--,
      };
    },
  };
}

test('both kinds of every stage are timed, two networks at once at most', async () => {
  const held = { most: 0 };
  let runs: StageRuns = new Map();
  const signal = new AbortController().signal;
  await measureStages('B0', engineOf(held), {
    signal,
    onRound: (found) => {
      runs = found;
    },
  });
  expect(held.most).toBe(2);
  const stages = timedStages('B0', runs);
  expect(stages.map(({ here }) => here?.ratio)).toEqual([0.5, 0.5, 0.5, 2, 2, 2]);
  expect(stages.map(({ here }) => here?.fusedIs)).toEqual([
    ...Array.from({ length: 3 }, () => 'faster'),
    ...Array.from({ length: 3 }, () => 'slower'),
  ]);
  expect(timesSentence(stages)).toBe(
    'On this device the fused block is faster in stages 1, 2, and 3; MBConv in 4, 5, and 6. Released fused were 1, 2, and 3.',
  );
});

test('what was measured before a stop is kept, and nothing more begins', async () => {
  const stop = new AbortController();
  let runs: StageRuns = new Map();
  await measureStages('B0', engineOf({ most: 0 }), {
    signal: stop.signal,
    onRound: (found) => {
      runs = found;
      if (found.size === 2 && (found.get(2)?.get('fused')?.length ?? 0) === 2) stop.abort();
    },
  });
  expect(timedStages('B0', runs).map(({ here }) => here !== null)).toEqual([true, ...Array(5).fill(false)]);
});

test('middle halves that overlap tell no winner, and without runs there is none', () => {
  const runs = new Map([
    [
      1,
      new Map([
        ['inverted', [1, 2, 3, 4]],
        ['fused', [2, 3, 4, 5]],
      ]),
    ],
  ]);
  const [first, second] = timedStages('S', runs);
  expect(first!.here).toMatchObject({ fusedIs: 'even', inverted: { runs: 4 } });
  expect(second!.here).toBeNull();
  expect(timesSentence(timedStages('S', new Map()))).toBe('Nothing has been measured here yet.');
  expect(timesSentence([first!])).toContain('too near each other to tell in stage 1');
});
