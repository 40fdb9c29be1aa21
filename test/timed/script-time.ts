import type { CDPSession, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly tts?: number;
  readonly tdur?: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly type?: string } };
}

/** Where a trace says that script runs: everything that a page's own code does in a frame happens inside one of these. */
const scriptEvents = new Set([
  'EventDispatch',
  'FunctionCall',
  'RunMicrotasks',
  'EvaluateScript',
  'FireAnimationFrame',
  'FireIdleCallback',
  'TimerFire',
]);

/** Records a trace of what a page does while `act` runs. */
async function trace(session: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }): void => void events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'], excludedCategories: ['*'] },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return events;
}

/**
 * Milliseconds of script that each move of the pointer set off, up to the next move: the main thread's own time (what
 * other programs of the machine take is not in it), nested events counted once.
 */
function scriptPerMove(events: readonly TraceEvent[]): number[] {
  const spans = events
    .filter((event) => event.ph === 'X' && scriptEvents.has(event.name) && event.tts !== undefined)
    .sort((a, b) => a.ts - b.ts);
  const isMove = (event: TraceEvent): boolean =>
    event.name === 'EventDispatch' && event.args?.data?.type === 'pointermove';
  const thread = spans.find(isMove)?.tid;
  const steps: number[] = [];
  let end = 0;
  for (const event of spans) {
    if (event.tid !== thread) continue;
    if (isMove(event)) steps.push(0);
    if (steps.length === 0) continue;
    const start = Math.max(event.tts!, end);
    end = Math.max(end, event.tts! + (event.tdur ?? 0));
    steps[steps.length - 1]! += Math.max(0, end - start) / 1000;
  }
  return steps;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** A drag of the pointer, already pressed: `xs` are the places it moves through at height `y`. */
export interface Drag {
  readonly xs: readonly number[];
  readonly y: number;
}

/**
 * The median of the milliseconds of script that a step of a drag takes.
 * @param slowdown 4 runs the page's main thread at a quarter of its speed
 */
export async function medianScript(page: Page, { xs, y }: Drag, slowdown: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const events = await trace(session, async () => {
    for (const x of xs) {
      // Not through Playwright, which runs scripts of its own in the page.
      await session.send('Input.dispatchMouseEvent', {
        type: 'mouseMoved',
        x,
        y,
        button: 'left',
        buttons: 1,
      });
      await new Promise((resolve) => setTimeout(resolve, 34));
    }
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
  return median(scriptPerMove(events));
}
