import { type CurvePoint, type Trained, training } from '../../../models/heads/training.ts';
import { yieldToEvents } from '../executors/yielding.ts';
import { throwIfCancelled } from '../protocol/error.ts';
import type { FitProgress, FitRequest } from '../protocol/fit.ts';

/** Milliseconds after which a training lets messages in and says how far it is. */
const pause = 30;

/** Trains a head; it can be cancelled between two steps. Needs no device, so no run waits for it but by the processor. */
export async function trainHead(
  { features, labels, width, parts, options }: FitRequest,
  { signal, onFit }: { readonly signal: AbortSignal; readonly onFit: (progress: FitProgress) => void },
): Promise<Trained> {
  const steps = training({ features, labels, width }, parts, options);
  let points: CurvePoint[] = [];
  let told = performance.now();
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    points.push(next.value);
    if (performance.now() - told < pause) continue;
    onFit({ phase: 'fitting', points });
    points = [];
    await yieldToEvents();
    throwIfCancelled(signal);
    told = performance.now();
  }
}
