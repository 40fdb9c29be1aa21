import { throwIfCancelled } from '../../protocol/error.ts';
import type { LoadedNetwork, Recorder } from './loaded.ts';

/** Repeats at the most: a driver may take a pass that lasts seconds for a hung device. */
const mostRepeats = 1024;

export interface TimingOptions {
  readonly signal?: AbortSignal | undefined;
  /** Which dispatches, by their places; all of them unless told. */
  readonly only?: readonly number[];
  /** Milliseconds that repeats of a dispatch last at the least before they are taken at their word; 3 unless told. */
  readonly enough?: number;
}

/**
 * Seconds that each dispatch of a network takes, in their order: repeated alone until the clock can tell, less what an empty pass takes. A
 * repeat waits for the one before it, and finds what it reads in the device's caches, as far as they reach.
 */
export async function timeDispatches(
  device: GPUDevice,
  network: LoadedNetwork,
  { signal, only, enough = 3 }: TimingOptions = {},
): Promise<readonly number[]> {
  const once = async (record: Recorder): Promise<number> => {
    throwIfCancelled(signal);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    record(pass);
    pass.end();
    const started = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return performance.now() - started;
  };
  // Everything once: shaders of some drivers are finished at their first use, and maps hold what a run leaves there.
  await once((pass) => {
    for (let i = 0; i < network.dispatches; i++) network.record(pass, i);
  });
  const empty = Math.min(await once(() => {}), await once(() => {}), await once(() => {}));
  const seconds: number[] = [];
  for (const i of only ?? Array.from({ length: network.dispatches }, (_, at) => at)) {
    let repeats = 1;
    for (;;) {
      const count = repeats;
      const lasted = await once((pass) => {
        for (let n = 0; n < count; n++) network.record(pass, i);
      });
      const own = Math.max(0, lasted - empty);
      if (own >= enough || repeats >= mostRepeats) {
        seconds.push(own / 1000 / repeats);
        break;
      }
      const wanted = own > 0 ? (1.3 * enough * repeats) / own : Number.POSITIVE_INFINITY;
      repeats = Math.min(mostRepeats, Math.ceil(Math.min(wanted, 8 * repeats)));
    }
  }
  return seconds;
}
