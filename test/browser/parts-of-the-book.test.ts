import { expect, test } from 'vitest';
import { openedSite } from './opened-site.ts';
import { builtPages } from './pages.ts';

// The head of each page leads to every chapter: by its parts where there is room, by a sheet where there is not.
const opened = openedSite();
/** Pages that are made of a lesson: hand-out, wall, plan and notes. They are reached from the lesson and from the list for teachers. */
const ofLesson = /^(lessons\/[^/]+\/.+|teach\/(?!(?:marks|links)\/).+)$/;
const chapters = builtPages().filter(
  (path) => path.endsWith('/') && !path.startsWith('embed/') && !ofLesson.test(path),
);
const addresses = chapters.map((path) => `/${path}`).sort();
const wide = { width: 1366, height: 800 };
const narrow = { width: 390, height: 800 };

/** Runs in a page: the addresses of the chapters' links that can be seen. */
const seen = (selector: string): string[] =>
  [...document.querySelectorAll<HTMLAnchorElement>(`${selector} a`)]
    .filter((link) => link.checkVisibility())
    .map((link) => new URL(link.href).pathname)
    .sort();

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ', without scripts';

  test(`wide, each part opens under its own name, and together they hold every chapter${how}`, async () => {
    const context = await opened.browser.newContext({ viewport: wide, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(`${opened.site.url}efficientdet/`);
    const names = page.locator('.part-name');
    const found: string[] = [];
    for (let part = 0; part < (await names.count()); part++) {
      const name = names.nth(part);
      await name.click();
      const panel = page.locator('.part-chapters:popover-open');
      expect(await panel.count()).toBe(1);
      found.push(...(await page.evaluate(seen, '.part-chapters:popover-open')));
      const [above, below] = [await name.boundingBox(), await panel.boundingBox()];
      expect(Math.abs((above?.x ?? 0) - (below?.x ?? 999))).toBeLessThan(2);
      expect((below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0)).toBeGreaterThanOrEqual(0);
      expect((below?.x ?? 0) + (below?.width ?? 0)).toBeLessThanOrEqual(wide.width);
    }
    expect(found.sort()).toEqual(addresses);
    await context.close();
  });

  test(`narrow, one sheet lists every chapter${how}`, async () => {
    const context = await opened.browser.newContext({ viewport: narrow, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(`${opened.site.url}efficientdet/`);
    expect(await page.evaluate(seen, '.chapters')).toEqual([]);
    await page.locator('.open-chapters').click();
    expect(await page.evaluate(seen, '.chapters')).toEqual(addresses);
    expect(await page.locator('.part-name').first().isVisible()).toBe(false);
    await page.locator('.close-chapters').click();
    expect(await page.evaluate(seen, '.chapters')).toEqual([]);
    await context.close();
  });
}

test('the keyboard opens a part, walks its chapters and comes back; nothing of the page moves', async () => {
  const page = await opened.browser.newPage({ viewport: wide });
  await page.goto(`${opened.site.url}efficientdet/`);
  const top = () => page.evaluate(() => document.querySelector('h1')?.getBoundingClientRect().top);
  const before = await top();
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await page.getByRole('button', { name: 'Detecting' }).focus();
  await page.keyboard.press('Enter');
  expect(await top()).toBe(before);
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Many scales');
  await page.keyboard.press('Escape');
  expect(await page.locator('.part-chapters:popover-open').count()).toBe(0);
  expect(await focused()).toMatch(/^Detecting/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/many-scales/');
  await page.close();
});

test('a page says in its head where it stands', async () => {
  const page = await opened.browser.newPage({ viewport: wide });
  for (const path of chapters) {
    await page.goto(opened.site.url + path);
    const current = page.locator('.chapters a[aria-current=page]');
    expect(await current.getAttribute('href'), path).toMatch(new RegExp(`${path}$`));
    expect(await page.locator('.part-name.current').count(), path).toBe(1);
  }
  await page.close();
});

test('the cover is the map of all chapters', async () => {
  const page = await opened.browser.newPage({ viewport: narrow });
  await page.goto(opened.site.url);
  expect(await page.evaluate(seen, '.cover-chapters')).toEqual(addresses);
  await page.close();
});
