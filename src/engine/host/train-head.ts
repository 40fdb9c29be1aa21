import { headBias, headKernel } from '../../../models/checkpoints/head.ts';
import { lastBlockOf } from '../../../models/families/efficientnet/last-block.ts';
import type { Tuned } from '../../../models/heads/last-block.ts';
import { leakSearch } from '../../../models/heads/leaks.ts';
import { training } from '../../../models/heads/training.ts';
import { yieldToEvents } from '../executors/yielding.ts';
import { throwIfCancelled } from '../protocol/error.ts';
import type { FitProgress, FitRequest, Fitted, TuneRequest } from '../protocol/fit.ts';
import type { OpenCheckpoint } from '../sources/open.ts';

/** Milliseconds after which a training lets messages in and says how far it is. */
const pause = 30;

interface FitEvents {
  readonly signal: AbortSignal;
  readonly onFit: (progress: FitProgress) => void;
}

/**
 * Looks for pictures that stand in two parts and trains a head; it can be cancelled between two steps. Needs no device, so no run waits
 * for it but by the processor.
 */
export async function trainHead(
  { features, labels, width, sketches, parts, options }: FitRequest,
  events: FitEvents,
): Promise<Fitted> {
  const search = leakSearch({ features, width, sketches }, parts);
  const leaks = await stepwise(search, events.signal, (shares) =>
    events.onFit({ phase: 'comparing', done: shares.at(-1) ?? 0 }),
  );
  const steps = training({ features, labels, width }, parts, options);
  const head = await stepwise(steps, events.signal, (points) => events.onFit({ phase: 'fitting', points }));
  return { ...head, leaks };
}

/**
 * Trains the last block of a network, and the dense layer above it; it can be cancelled between two batches. The trainer is fetched with
 * the first one. Needs no device.
 */
export async function tuneBlock(
  { graph, weights }: OpenCheckpoint,
  { head, options, ...data }: TuneRequest,
  events: FitEvents,
): Promise<Tuned> {
  const { tuning } = await import('./tune-block.ts');
  const block = lastBlockOf(graph, head.bias.length);
  const start = new Map([...weights, [headKernel, head.kernel], [headBias, head.bias]]);
  const steps = await tuning(data, block, start, options);
  return stepwise(steps, events.signal, (given) =>
    events.onFit({
      phase: 'tuning',
      done: given.at(-1)?.done ?? 0,
      points: given.flatMap(({ point }) => (point === null ? [] : [point])),
    }),
  );
}

/** Goes through all steps, and now and then says what they gave and lets messages in. */
async function stepwise<Step, Result>(
  steps: Generator<Step, Result, void>,
  signal: AbortSignal,
  tell: (given: readonly Step[]) => void,
): Promise<Result> {
  let given: Step[] = [];
  let told = performance.now();
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    given.push(next.value);
    if (performance.now() - told < pause) continue;
    tell(given);
    given = [];
    await yieldToEvents();
    throwIfCancelled(signal);
    told = performance.now();
  }
}
