import { middle } from './steps.ts';

/** A network that takes longer than this, in milliseconds, is timed once. */
const patience = 700;

/** Runs up to five times; the last result, and the median of how long the network took. */
export async function timed<Result extends { readonly timing: { readonly runMilliseconds: number } }>(
  run: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly milliseconds: number }> {
  let result = await run();
  const milliseconds = [result.timing.runMilliseconds];
  while (milliseconds.length < 5 && (milliseconds[0] ?? 0) * milliseconds.length < patience) {
    result = await run();
    milliseconds.push(result.timing.runMilliseconds);
  }
  return { result, milliseconds: middle(milliseconds) };
}
