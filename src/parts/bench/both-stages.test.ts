import { describe, expect, test } from 'vitest';
import { needsOfListed } from '../../../models/facts/every-network.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import { findTensor, type Graph, opAt } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import type { RuntimeReport, Taps } from '../../engine/client/engine.ts';
import type { BenchEngine, BenchNet } from './bench-engine.ts';
import { filledUp } from './both-stages.ts';
import type { Measurement } from './measurement.ts';
import { runBench, type Status } from './run-bench.ts';

const report: RuntimeReport = {
  device: 'wasm',
  executor: 'tfjs',
  adapter: 'a test',
  software: false,
  limits: { mapBytes: null, totalBytes: null },
  refused: [],
};
const name = 'thundernet-snet-49';

/** An engine that answers with numbers of the graph's own size; `alive` counts its networks, `asked` the boxes of each second look. */
function stage({ runs = Number.POSITIVE_INFINITY, number = (i: number) => Math.sin(i) } = {}) {
  let alive = 0;
  let done = 0;
  const asked: number[] = [];
  const controller = new AbortController();
  const net = (graph: Graph): BenchNet => {
    alive++;
    const answer = answerOf(graph, 'regions');
    const names = answer ? [answer.scores, answer.boxes, answer.map] : [];
    const outputs: Taps = Object.fromEntries(
      names.map((each) => {
        const { shape } = opAt(graph, findTensor(graph, each));
        return [each, { shape, data: Float32Array.from({ length: sizeOf(shape) }, (_, i) => number(i)) }];
      }),
    );
    return {
      timing: { compileMilliseconds: 9 },
      run: async (_picture, { inputs }) => {
        if (inputs?.box !== undefined) {
          asked.push(inputs.box.length / 4);
          if (++done === runs) controller.abort();
        }
        const runMilliseconds = answer ? 30 : 12;
        return {
          runtime: report,
          timing: { prepareMilliseconds: 0, runMilliseconds, readbackMilliseconds: 0 },
          outputs,
        };
      },
      dispose: async () => void alive--,
    };
  };
  const engine: BenchEngine = {
    start: async () => report,
    ceilings: async () => Promise.reject(new Error('not asked')),
    memory: async () => ({ runsOn: report, tensors: 1, bytes: 7, deviceBytes: null, networks: alive }),
    loadRandom: async (graph) => net(graph),
  };
  const measured: Measurement[] = [];
  const statuses: Status[] = [];
  let clock = 0;
  const go = () =>
    runBench(
      [{ id: name, label: 'ThunderNet', series: 'listed', needs: async () => needsOfListed(name) }],
      engine,
      {
        onRuntime: () => {},
        onCeilings: () => {},
        onStatus: (_, status) => void statuses.push(status),
        onMeasurement: (each) => void measured.push(each),
      },
      { signal: controller.signal, ceilings: false, now: () => (clock += 300) },
    );
  return { go, measured, statuses, asked, alive: () => alive };
}

describe('a detector that looks twice', () => {
  test('is timed in both stages, with all its regions, and leaves nothing behind', async () => {
    const { go, measured, asked, alive } = stage();
    await go();
    expect(measured).toHaveLength(1);
    expect(new Set(asked)).toEqual(new Set([200]));
    expect(measured[0]!.runsMs).toHaveLength(asked.length);
    for (const milliseconds of measured[0]!.runsMs) expect(milliseconds).toBeGreaterThanOrEqual(42);
    expect(measured[0]!.compileMs).toBe(18);
    expect(measured[0]!.multiplyAdds).toBe(needsOfListed(name).cost.multiplyAdds);
    expect(alive()).toBe(0);
  });

  test('stopped after three runs keeps them', async () => {
    const { go, measured, statuses, alive } = stage({ runs: 3 });
    await go();
    expect(measured.map(({ runsMs }) => runsMs.length)).toEqual([3]);
    expect(statuses.at(-1)).toEqual({ state: 'done' });
    expect(alive()).toBe(0);
  });

  test('whose scores are no numbers says so', async () => {
    const { go, measured, statuses, alive } = stage({ number: () => Number.NaN });
    await go();
    expect(measured).toEqual([]);
    expect(statuses.at(-1)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('proposed nothing'),
    });
    expect(alive()).toBe(0);
  });

  test('is given its regions again where fewer were proposed', () => {
    const proposed = [0, 1, 2].map((anchor) => ({ box: [0, 0, 1, 1] as const, score: 1, anchor }));
    expect(filledUp(proposed, 7).map(({ anchor }) => anchor)).toEqual([0, 1, 2, 0, 1, 2, 0]);
    expect(filledUp(proposed, 2)).toHaveLength(2);
    expect(filledUp([], 3)).toEqual([]);
  });
});
