/** Lets waiting events in (messages, cancellation), then goes on. */
export type Yield = () => Promise<void>;

function viaChannel(): Yield {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}

/**
 * The cheapest way that the platform has: timers are clamped to 4 ms in browsers, which would slow a network down. Not `scheduler.yield`,
 * whose continuations Chromium puts before every message that waits: in a worker no cancellation would be heard before the work is done.
 */
export const yieldToEvents: Yield =
  typeof setImmediate === 'function'
    ? () => new Promise<void>((resolve) => setImmediate(resolve))
    : viaChannel();
