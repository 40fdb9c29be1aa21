/** Lets waiting events in (messages, cancellation), then goes on. */
export type Yield = () => Promise<void>;

interface Scheduler {
  yield?: () => Promise<void>;
}

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

/** The cheapest way that the platform has: timers are clamped to 4 ms in browsers, which would slow a network down. */
export const yieldToEvents: Yield = (() => {
  if (typeof setImmediate === 'function') return () => new Promise<void>((resolve) => setImmediate(resolve));
  const { scheduler } = globalThis as { scheduler?: Scheduler };
  if (typeof scheduler?.yield === 'function') return () => scheduler.yield?.() ?? Promise.resolve();
  return viaChannel();
})();
