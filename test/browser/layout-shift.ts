import type { Page } from 'playwright-core';

interface Kept {
  shifts: { value: number; moved: string[] }[];
}
type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };

/** Runs in the page before its own scripts. */
function keep(): void {
  const kept: Kept = { shifts: [] };
  Object.assign(globalThis, { keptShifts: kept });
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as Shift[])
      kept.shifts.push({ value, moved: sources.map(({ node }) => node?.nodeName ?? 'a part of a control') });
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Keeps every layout shift of a page from its beginning, those after the reader's own doing included. */
export async function keepShifts(page: Page): Promise<void> {
  await page.addInitScript(keep);
}

/**
 * The elements that moved since the last call. A shift without a source is one inside a control of the browser's own:
 * the thumb of a native slider counts as one when it is dragged.
 */
export async function movedElements(page: Page): Promise<string[]> {
  // An observer hears of a frame's shifts after that frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
  const shifts = await page.evaluate(() =>
    (globalThis as unknown as { keptShifts: Kept }).keptShifts.shifts.splice(0),
  );
  return shifts.flatMap(({ value, moved }) => moved.map((name) => `${name} (${value.toFixed(5)})`));
}
