import { describe, expect, test } from 'vitest';
import { ownCandidate } from '../../../models/facts/candidates.ts';
import { needsOf } from '../../../models/facts/needs.ts';
import { EngineError, type RuntimeReport } from '../../engine/client/engine.ts';
import { programCost } from '../../engine/plan/cost.ts';
import type { BenchEngine } from '../../parts/bench/bench-engine.ts';
import type { BenchCandidate, Measurement } from '../../parts/bench/measurement.ts';
import { runBench, type Status } from '../../parts/bench/run-bench.ts';

const report: RuntimeReport = {
  device: 'wasm',
  executor: 'tfjs',
  adapter: 'a test',
  software: false,
  limits: { mapBytes: null, totalBytes: null },
  refused: [],
};
/** As the engine's client throws it: the message is a sentence. */
const failed = (message: string) =>
  new EngineError({ code: 'internal', what: 'unforeseen', said: '' }, message);
const candidates: readonly BenchCandidate[] = [0.2, 0.3, 0.4].map((depth) => {
  const candidate = ownCandidate(depth, 0.25, 32);
  return { ...candidate, needs: async () => needsOf(candidate) };
});
const ids = candidates.map(({ id }) => id);

/** An engine whose clock moves by `runMilliseconds` a run; `onRun` may throw, as a device does. */
function stage({ runMilliseconds = 300, onRun = (_network: string, _run: number): void => {} } = {}) {
  let clock = 0;
  const alive = new Set<string>();
  const engine: BenchEngine = {
    start: async () => report,
    ceilings: async () => ({
      runtime: report,
      multiplyAddsPerSecond: 1e10,
      bytesPerSecond: 1e9,
      secondsPerDispatch: null,
    }),
    memory: async () => ({ runsOn: report, tensors: 1, bytes: 77, deviceBytes: null, networks: alive.size }),
    loadRandom: async ({ name }) => {
      alive.add(name);
      let run = 0;
      return {
        timing: { compileMilliseconds: 9 },
        run: async () => {
          onRun(name, ++run);
          clock += runMilliseconds;
          return {
            runtime: report,
            timing: {
              prepareMilliseconds: 0,
              runMilliseconds: runMilliseconds + run,
              readbackMilliseconds: 0,
            },
          };
        },
        dispose: async () => void alive.delete(name),
      };
    },
  };
  const statuses: Record<string, Status> = {};
  const measured: Measurement[] = [];
  const ceilings: unknown[] = [];
  const controller = new AbortController();
  const go = (totalBytes: number | null = null, on: BenchEngine = engine) =>
    runBench(
      candidates,
      { ...on, start: async () => ({ ...(await on.start()), limits: { mapBytes: null, totalBytes } }) },
      {
        onRuntime: () => {},
        onCeilings: (each) => void ceilings.push(each),
        onStatus: (id, status) => {
          statuses[id] = status;
        },
        onMeasurement: (each) => void measured.push(each),
      },
      { signal: controller.signal, programOf: async (graph) => programCost(graph), now: () => clock },
    );
  return { engine, statuses, measured, ceilings, controller, alive, go };
}

describe('measuring', () => {
  test('runs each network five times or more and closes it', async () => {
    const { measured, statuses, ceilings, alive, go } = stage();
    await go();
    expect(measured.map(({ id }) => id)).toEqual(ids);
    expect(measured[0]?.program).toBeNull();
    expect(measured[0]).toMatchObject({ compileMs: 9, heldBytes: 77, runsMs: [301, 302, 303, 304, 305] });
    expect(Object.values(statuses)).toEqual(ids.map(() => ({ state: 'done' })));
    expect(ceilings).toEqual([
      null,
      {
        runtime: expect.objectContaining({ device: 'wasm' }),
        multiplyAddsPerSecond: 1e10,
        bytesPerSecond: 1e9,
        secondsPerDispatch: null,
      },
    ]);
    expect(alive.size).toBe(0);
  });

  test('of our own engine, the program is known dispatch by dispatch', async () => {
    const { engine, measured, go } = stage();
    const own: BenchEngine = {
      ...engine,
      loadRandom: async (...given) => {
        const net = await engine.loadRandom(...given);
        const run: typeof net.run = async (...each) => ({
          ...(await net.run(...each)),
          runtime: { ...report, device: 'webgpu', executor: 'own' },
        });
        return { ...net, run };
      },
    };
    await go(null, own);
    const [first] = measured;
    const adds = first?.program?.dispatches.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
    expect(adds).toBe(first?.multiplyAdds);
    expect(first?.program?.bytes).toBeLessThan(first?.bytesMoved ?? 0);
  });

  test('stops at thirty runs of a fast network and at three of a very slow one', async () => {
    const fast = stage({ runMilliseconds: 1 });
    await fast.go();
    expect(fast.measured.map(({ runsMs }) => runsMs.length)).toEqual([30, 30, 30]);
    const slow = stage({ runMilliseconds: 9_000 });
    await slow.go();
    expect(slow.measured.map(({ runsMs }) => runsMs.length)).toEqual([3, 3, 3]);
  });

  test('a network that fails gives its sentence, and the others go on', async () => {
    const { measured, statuses, alive, go } = stage({
      onRun: (network) => {
        if (network === candidates[1]!.id) throw failed('The device is out of memory.');
      },
    });
    await go();
    expect(measured.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
    expect(statuses[ids[1]!]).toEqual({ state: 'failed', reason: 'The device is out of memory.' });
    expect(alive.size).toBe(0);
  });

  test('ceilings that fail give a sentence, and the networks are measured', async () => {
    const { engine, measured, ceilings, go } = stage();
    const failing = { ...engine, ceilings: () => Promise.reject(failed('No room.')) };
    await go(null, failing);
    expect(ceilings).toEqual([null, 'No room.']);
    expect(measured.length).toBe(3);
  });

  test('what does not fit is refused with numbers before it is tried', async () => {
    const { measured, statuses, go } = stage();
    await go(1e5);
    expect(measured).toEqual([]);
    for (const id of ids) {
      const status = statuses[id]!;
      expect(status.state).toBe('refused');
      expect('reason' in status && status.reason).toMatch(
        /needs [\d.]+\u202f[kM]B at once, and 100\u202fkB are allowed/,
      );
    }
  });
});

describe('cancelling', () => {
  test.each([
    [2, 1],
    [4, 2],
  ])('in run %i of the second network keeps %i measurements', async (at, kept) => {
    const { controller, measured, statuses, alive, go } = stage({
      onRun: (network, run) => {
        if (network !== candidates[1]!.id || run !== at) return;
        controller.abort();
        throw new EngineError({ code: 'cancelled' });
      },
    });
    await go();
    expect(measured.map(({ id }) => id)).toEqual(ids.slice(0, kept));
    expect(statuses[ids[2]!]).toEqual({ state: 'stopped' });
    expect(alive.size).toBe(0);
  });
});

test('a backend that does not start is an error of the whole bench', async () => {
  const { engine, go } = stage();
  const broken = {
    ...engine,
    start: () => Promise.reject(failed('Nothing here can run.')),
  };
  await expect(go(null, broken)).rejects.toThrow('Nothing here can run.');
});

test('ceilings that are known for this backend are not measured again', async () => {
  const { engine, ceilings, controller } = stage();
  const listener = {
    onRuntime() {},
    onStatus() {},
    onMeasurement() {},
    onCeilings: (each: unknown) => void ceilings.push(each),
  };
  const options = { signal: controller.signal };
  await runBench([], engine, listener, { ...options, ceilingsKnownFor: 'WebAssembly · TF.js' });
  expect(ceilings).toEqual([]);
  await runBench([], engine, listener, { ...options, ceilingsKnownFor: 'WebGPU · TF.js' });
  expect(ceilings.length).toBe(2);
});
