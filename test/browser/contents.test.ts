import { expect, test } from 'vitest';
import { coveredLines } from '../pages/covered-lines.ts';
import { openedSite } from './opened-site.ts';
import { builtPages } from './pages.ts';

// The contents of a chapter stand beside its text; nothing ever lies over one of their lines.
const opened = openedSite();
const chapters = builtPages().filter((path) => /^[^/]+\/$/.test(path));

/** Runs in a page: reads it down, and looks, once it has heard of each step, whether a line is covered and stays so. */
async function coveredWhileReading(covered: () => string[], step: number): Promise<string[]> {
  // What watches for things to come beside the contents has heard of a step once an observer made after it has.
  const heard = () =>
    new Promise<void>((resolve) => {
      const observer = new IntersectionObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(document.documentElement);
    });
  const found: string[] = [];
  const height = document.documentElement.scrollHeight;
  for (let y = 0; y < height; y += step) {
    scrollTo({ top: y, behavior: 'instant' });
    const limit = performance.now() + 20_000;
    let now: string[];
    do {
      await heard();
      now = covered();
    } while (now.length > 0 && performance.now() < limit);
    found.push(...now);
  }
  return found;
}

test.for(chapters)('/%s: no line of the contents is covered', async (path, { expect }) => {
  const [first, ...others] = [
    { width: 1440, height: 900 },
    { width: 1376, height: 700 },
    { width: 2560, height: 1300 },
  ] as const;
  const page = await opened.open(path, { viewport: first, reducedMotion: 'reduce' });
  // What passes beside the contents is heard of a frame after the page has come.
  const uncovered = (how: string) =>
    expect.poll(() => page.evaluate(coveredLines), { message: how }).toEqual([]);
  await uncovered(`${first.width} px wide, as it opens`);
  // A window of another size is looked at as one that was opened so: in both the page begins to watch its figures from nothing.
  for (const size of others) {
    await page.setViewportSize(size);
    await uncovered(`${size.width} px wide, before it is read`);
  }
  await page.setViewportSize(first);
  await uncovered(`${first.width} px wide again`);
  expect(await page.evaluate<string[]>(`(${coveredWhileReading})(${coveredLines}, 130)`)).toEqual([]);
  await opened.giveBack(page);
});

test('the check itself finds a line that is covered', async () => {
  const page = await opened.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${opened.site.url}limits/`);
  await page.evaluate(() => {
    const last = [...document.querySelectorAll('.contents a')].at(-1);
    const { left = 0, top = 0 } = last?.getBoundingClientRect() ?? {};
    const cover = document.createElement('hr');
    Object.assign(cover.style, {
      position: 'fixed',
      left: `${left - 9}px`,
      top: `${top + 4}px`,
      width: '90px',
      height: '40px',
    });
    document.body.append(cover);
  });
  expect(await page.evaluate(coveredLines)).toHaveLength(1);
  await page.close();
});
