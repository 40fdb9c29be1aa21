import { relativeDeviation } from '../../../src/cli/parity/deviation.ts';
import type { Outputs } from '../page/contender.ts';
import type { Raced } from '../page/main.ts';
import { type ContenderName, contenders, type Given, type NodeContender } from './contenders.ts';
import { type Counts, counting, patiently } from './device.ts';

export interface Counted extends Raced {
  readonly counts: Counts;
}

interface Started {
  readonly contender: NodeContender;
  readonly raced: Counted & { readonly milliseconds: number[] };
}

function largest(outputs: Outputs): number {
  const [values = new Float32Array()] = Object.values(outputs);
  return values.indexOf(Math.max(...values));
}

/** Loads the contenders, runs each twice, counts what a run asks of the device, and holds its values against the first one's. */
export async function prepare(
  given: Given,
  names: readonly ContenderName[],
): Promise<{ readonly failures: readonly string[]; readonly started: readonly Started[] }> {
  const failures: string[] = [];
  const started: Started[] = [];
  let expected: Outputs | null = null;
  for (const name of names)
    try {
      const began = performance.now();
      const contender = await patiently(() => contenders[name](given));
      const loaded = performance.now();
      await patiently(() => contender.run());
      const ran = performance.now();
      console.log(
        `${name}: loaded in ${((loaded - began) / 1e3).toFixed(1)} s, first run ${((ran - loaded) / 1e3).toFixed(1)} s`,
      );
      let outputs: Outputs = {};
      const counts = await counting(async () => {
        outputs = await contender.run();
      });
      const own = contender.comparable(outputs);
      expected ??= own;
      const deviations = Object.entries(expected).map(([output, rows]) =>
        relativeDeviation(own[output] ?? [], rows),
      );
      const raced = {
        name: contender.name,
        backend: 'webgpu' as const,
        adapter: contender.adapter,
        top: given.network.detector ? null : largest(own),
        deviation: Math.max(...deviations),
        milliseconds: [],
        counts,
      };
      started.push({ contender, raced });
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  return { failures, started };
}

/** Runs them in turn, and turns the order about, so that nobody always follows the same neighbour. */
export async function race(started: readonly Started[], rounds: number): Promise<readonly Counted[]> {
  for (let round = 0; round < rounds; round++)
    for (let i = 0; i < started.length; i++) {
      const next = started[(i + round) % started.length];
      if (next === undefined) continue;
      const from = performance.now();
      await next.contender.run();
      next.raced.milliseconds.push(performance.now() - from);
    }
  return started.map(({ raced }) => raced);
}
