import { leakSearch } from '../../../models/heads/leaks.ts';
import { training } from '../../../models/heads/training.ts';
import { yieldToEvents } from '../executors/yielding.ts';
import { throwIfCancelled } from '../protocol/error.ts';
import type { FitProgress, FitRequest, Fitted } from '../protocol/fit.ts';

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
