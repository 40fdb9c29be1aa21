import { describe, expect, test } from 'vitest';
import { ownCandidate } from '../../../models/facts/candidates.ts';
import { needsOf } from '../../../models/facts/needs.ts';
import { EngineError, type RuntimeReport } from '../../engine/client/engine.ts';
import type { BenchCandidate } from '../../parts/bench/measurement.ts';
import { raceLate as words } from '../../words/en/figures/measure-my-device-race-late.ts';
import { aloneSentence, type Race, type RacedEngine, type Racer, raceEngines } from './race.ts';
import { raceRows, raceVerdict, resultOfRace } from './race-table.ts';

const candidates: readonly BenchCandidate[] = [0.2, 0.3].map((depth) => {
  const candidate = ownCandidate(depth, 0.25, 32);
  return { ...candidate, needs: async () => needsOf(candidate) };
});
const labels = candidates.map(({ label }) => label);

const reportOf = (executor: Racer): RuntimeReport => ({
  device: 'webgpu',
  executor,
  adapter: 'a test',
  software: false,
  limits: { mapBytes: null, totalBytes: null },
  refused: [],
});

interface Stage {
  /** Milliseconds of a run. */
  readonly takes?: Readonly<Record<Racer, number>>;
  readonly answers?: Readonly<Record<Racer, readonly number[]>>;
  /** Programs that do not start. */
  readonly missing?: readonly Racer[];
  readonly onRun?: (racer: Racer, runs: number) => void;
  readonly largest?: number;
}

/** Two programs on one clock. */
function stage({
  takes = { own: 10, tfjs: 30 },
  answers = { own: [1, 2], tfjs: [1, 2] },
  missing = [],
  onRun = () => {},
  largest,
}: Stage = {}) {
  let clock = 0;
  const log: string[] = [];
  const alive = new Set<string>();
  const races: Race[] = [];
  const setbacks: [string, string][] = [];
  const controller = new AbortController();
  const engineOf = (racer: Racer): RacedEngine => ({
    start: async () => {
      if (!missing.includes(racer)) {
        const limits = { mapBytes: largest ?? null, totalBytes: null };
        return { ...reportOf(racer), limits };
      }
      throw new EngineError(
        {
          code: 'runtime',
          forced: { executor: racer },
          refused: [{ device: 'webgpu', executor: racer, refusal: { why: 'noAdapter' } }],
        },
        `${racer} is not here.`,
      );
    },
    loadRandom: async ({ name }) => {
      const key = `${racer} ${name}`;
      alive.add(key);
      let runs = 0;
      return {
        run: async () => {
          onRun(racer, ++runs);
          log.push(racer);
          clock += takes[racer];
          const data = Float32Array.from(answers[racer]);
          return {
            runtime: reportOf(racer),
            timing: { prepareMilliseconds: 0, runMilliseconds: takes[racer] + runs, readbackMilliseconds: 0 },
            outputs: {
              logits: { shape: [1, 1, data.length], data },
              probabilities: { shape: [1, 1, 1], data: Float32Array.of(racer === 'own' ? 1 : 0) },
            },
          };
        },
        asks: async () => ({ dispatches: racer === 'own' ? 52 : 256, submits: 2, bindGroups: 0 }),
        dispose: async () => void alive.delete(key),
      };
    },
  });
  const go = () =>
    raceEngines(
      candidates,
      { own: engineOf('own'), tfjs: engineOf('tfjs') },
      {
        onProgress: () => {},
        onRace: (race) => {
          races.splice(0, races.length, ...races.filter(({ id }) => id !== race.id), race);
        },
        onSetback: (...each) => void setbacks.push(each),
      },
      { signal: controller.signal, now: () => clock },
    );
  return { go, log, alive, races, setbacks, controller };
}

describe('a race', () => {
  test('both run each network in turn, the order turning about, and are closed', async () => {
    const { go, log, alive, races } = stage({ takes: { own: 100, tfjs: 400 } });
    expect(await go()).toBeNull();
    // One each to compare their answers, then rounds.
    expect(log.slice(0, 6)).toEqual(['own', 'tfjs', 'own', 'tfjs', 'tfjs', 'own']);
    expect(races.map(({ label }) => label)).toEqual(labels);
    for (const { lanes, off } of races) {
      expect(off).toBe(0);
      expect(lanes.own.runsMs.length).toBe(lanes.tfjs.runsMs.length);
      expect(lanes.own.runsMs.length).toBeGreaterThanOrEqual(5);
      expect(lanes.own.asks?.dispatches).toBe(52);
    }
    expect(alive.size).toBe(0);
  });

  test('answers that differ are not timed: it is said, and the next network is raced', async () => {
    const { go, races, setbacks, log } = stage({ answers: { own: [1, 2], tfjs: [1, 2.1] } });
    await go();
    expect(races).toEqual([]);
    expect(setbacks.map(([label]) => label)).toEqual(labels);
    expect(setbacks[0]?.[1]).toBe(words.strangers(Math.hypot(0, 0.1) / Math.hypot(1, 2.1)));
    expect(log.length).toBe(4);
  });

  test('an answer that is no number is none', async () => {
    const { go, setbacks } = stage({ answers: { own: [1, Number.NaN], tfjs: [1, 2] } });
    await go();
    expect(setbacks[0]?.[1]).toContain('no numbers');
  });

  test('a stop keeps whole rounds of what was raced, from three on', async () => {
    const stopped = stage({
      onRun: (racer, runs) => racer === 'tfjs' && runs === 6 && stopped.controller.abort(),
    });
    await stopped.go();
    expect(stopped.races.map(({ lanes }) => lanes.own.runsMs.length)).toEqual([5]);
    expect(stopped.setbacks).toEqual([]);
    expect(stopped.alive.size).toBe(0);
    const early = stage({
      onRun: (racer, runs) => racer === 'tfjs' && runs === 3 && early.controller.abort(),
    });
    await early.go();
    expect(early.races).toEqual([]);
  });

  test('a network that fails on one of them gives its sentence, and the others go on', async () => {
    let failed = false;
    const { go, races, setbacks, alive } = stage({
      onRun: (racer) => {
        if (racer !== 'tfjs' || failed) return;
        failed = true;
        throw new Error('It refused a step.');
      },
    });
    await go();
    expect(setbacks).toEqual([[labels[0], 'It refused a step.']]);
    expect(races.map(({ label }) => label)).toEqual(labels.slice(1));
    expect(alive.size).toBe(0);
  });

  test('one that is too large for either is refused with the numbers', async () => {
    const { go, races, setbacks } = stage({ largest: 1_000 });
    await go();
    expect(races).toEqual([]);
    expect(setbacks[0]?.[1]).toMatch(/^Too large for this device/);
  });
});

describe('where one program alone starts', () => {
  test.each([
    ['own', 'tfjs', 'Our own engine does not run here.'],
    ['tfjs', 'own', 'TF.js does not run here.'],
  ] as const)('without %s it is said that %s is alone, and why', async (missing, left, sentence) => {
    const { go, log } = stage({ missing: [missing] });
    const alone = await go();
    expect(alone?.racer).toBe(left);
    expect(log).toEqual([]);
    expect(aloneSentence(alone!)).toBe(
      `Only WebGPU · ${left === 'own' ? 'own engine' : 'TF.js'} on a test can run networks here, so there is nothing to race. ${sentence} This browser knows WebGPU, but offers no graphics adapter for it.`,
    );
  });

  test('without either the first one’s sentence is thrown', async () => {
    await expect(stage({ missing: ['own', 'tfjs'] }).go()).rejects.toThrow('own is not here.');
  });
});

describe('what a race says', () => {
  const race: Race = {
    id: 'b0',
    label: 'B0',
    off: 3e-7,
    lanes: {
      own: {
        runsOn: 'WebGPU · own engine',
        adapter: 'a card',
        asks: { dispatches: 52, submits: 2, bindGroups: 0 },
        runsMs: [1, 2, 10],
      },
      tfjs: { runsOn: 'WebGPU · TF.js', adapter: 'a card', asks: null, runsMs: [4, 6, 40] },
    },
  };

  test('the ratio is the median of the ratios round by round, not of the medians', () => {
    const { times, ratio } = resultOfRace(race);
    expect([times.own.median, times.tfjs.median]).toEqual([2, 6]);
    expect(ratio).toEqual({ median: 4, lowerQuartile: 3.5, upperQuartile: 4, runs: 3 });
  });

  test('two lines, ours without a ratio', () => {
    const [own, other] = raceRows(race);
    expect(own).toMatchObject({ dispatches: 52, submits: 2, ratio: null });
    expect(other).toMatchObject({ dispatches: null, submits: null, ratio: 4 });
  });

  test('a sentence', () => {
    expect(raceVerdict(race)).toBe(
      'B0: WebGPU · own engine takes 2.00\u202fms with 52 dispatches in 2 submits and WebGPU · TF.js takes 6.00\u202fms. TF.js’ time over ours is 4.00× (half of the rounds between 3.50× and 4.00×); the answers agree to one part in 3 million.',
    );
  });
});
