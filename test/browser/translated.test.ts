import type { Locator, Page } from 'playwright-core';
import { test } from 'vitest';
import { openedSite } from './opened-site.ts';
import { builtPages, quiet } from './pages.ts';
import { translatePage, type Way } from './translate.ts';

// A page that its reader's browser has translated: every figure goes on as it does where nothing was translated.
const opened = openedSite();
const figures = builtPages().filter((path) => path.startsWith('embed/'));

/** Where a figure chooses by what it measures of the device, which a busy one answers twice, the choice stands in the link. */
const chosen: Readonly<Record<string, string>> = {
  'embed/sticker-table/': '#sticker-table=1;d:efficientdet-d0-stickers',
};

/** Opens a figure on a page of its own, in a window tall enough to show it whole. */
async function open(path: string, before?: () => void): Promise<Page> {
  const prepare = before && ((page: Page) => page.addInitScript(before).then(() => {}));
  return opened.open(`${path}${chosen[path] ?? ''}`, {
    viewport: { width: 1280, height: 2400 },
    ...(prepare && { prepare }),
  });
}

async function wake(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('pointermove')));
  await page.locator('astro-island[ssr]').waitFor({ state: 'detached' });
}

const chooseLast = (select: Locator) =>
  select
    .evaluate((element: HTMLSelectElement) => element.options.length - 1)
    .then((index) => select.selectOption({ index }));

/** Controls that change what a figure shows and fetch no network, each with what to do to it. */
const kinds: readonly (readonly [selector: string, act: (control: Locator) => Promise<unknown>])[] = [
  ['input[type="range"]:enabled', (control) => control.press('PageUp')],
  ['select:enabled', chooseLast],
  ['input[type="radio"]:enabled:not(:checked)', (control) => control.check({ force: true })],
  ['[role="tab"]:enabled:not([aria-selected="true"])', (control) => control.click()],
  ['button[aria-pressed="false"]:enabled', (control) => control.click()],
];

/** What a page says after a step of the work, once it has come to rest. */
type Look = (page: Page, step: number) => Promise<string>;

/** Works two controls of each kind in a figure, always the same ones, and undoes the last; resolves to what the page says after each. */
async function work(page: Page, look: Look): Promise<string[]> {
  const said = [await look(page, 0)];
  for (const [selector, act] of kinds) {
    const controls = page.locator('main').locator(selector).filter({ visible: true });
    for (const which of ['first', 'last'] as const) {
      if ((await controls.count()) === 0) continue;
      await act(controls[which]());
      said.push(await look(page, said.length));
    }
  }
  const undo = page.getByRole('button', { name: 'Undo' }).and(page.locator(':enabled'));
  if ((await undo.count()) > 0) {
    await undo.first().click();
    said.push(await look(page, said.length));
  }
  return said;
}

/** Runs in a page: all that can be read of it. */
const read = (): string => document.querySelector('main')?.innerText.replaceAll(/\s+/g, ' ') ?? '';

/** Once nothing is fetched and the page has stayed the same for a while. */
const settled: Look = async (page) => {
  let before = '';
  for (let same = 0; same < 2; ) {
    await quiet(page);
    const now = await page.evaluate(read);
    same = now === before ? same + 1 : 0;
    before = now;
  }
  return before;
};

/** As soon as a page says what another one said at that step; what it says instead where it does not for `patience` milliseconds. */
function reaching(right: readonly string[], patience = 20_000): Look {
  let lost = false;
  return async (page, step) => {
    const limit = performance.now() + patience;
    for (;;) {
      const now = await page.evaluate(read);
      // Once it has gone another way, nothing more is waited for.
      if (now === right[step] || lost) return now;
      lost = performance.now() > limit;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
}

/** What a figure says that was translated once, while it slept or after. */
async function afterTranslation(
  path: string,
  { when, way, look, before }: { when: 'asleep' | 'awake'; way: Way; look: Look; before?: () => void },
) {
  const page = await open(path, before);
  if (when === 'awake') {
    await wake(page);
    // What a figure changes when it wakes is there before it is translated.
    await look(page, 0);
  }
  const taken = await translatePage(page, way);
  if (when === 'asleep') await wake(page);
  const shown = await page.locator('astro-island font').count();
  const said = await work(page, look);
  const complaints = opened.complaints(page);
  await opened.giveBack(page);
  return { taken, shown, said, complaints };
}

/** What a figure says where nothing was translated. */
async function untranslated(path: string): Promise<string[]> {
  const page = await open(path);
  await wake(page);
  const said = await work(page, settled);
  await opened.giveBack(page);
  return said;
}

const untouched = new Map<string, Promise<string[]>>();

/**
 * What a figure says where nothing was translated. It is mostly waited for, until nothing changes any more; the next two figures are
 * opened meanwhile.
 */
function rightOf(path: string): Promise<string[]> {
  const [said] = figures
    .slice(figures.indexOf(path))
    .slice(0, 3)
    .map((each) => {
      const begun = untouched.get(each) ?? untranslated(each);
      untouched.set(each, begun);
      // Whoever asks for it hears of it.
      begun.catch(() => {});
      return begun;
    });
  return said!;
}

test.concurrent.for(figures)(
  '/%s goes on after it was translated, asleep or awake',
  { timeout: 240_000 },
  async (path, { expect }) => {
    const right = await rightOf(path);
    expect(new Set(right).size).toBeGreaterThan(1);
    const found = await Promise.all([
      afterTranslation(path, { when: 'asleep', way: 'insert and remove', look: reaching(right) }),
      afterTranslation(path, { when: 'awake', way: 'replace', look: reaching(right) }),
    ]);
    for (const { taken, shown, said, complaints } of found) {
      // Labels and sentences can be translated, and stay so while nothing changes them.
      expect(taken).toBeGreaterThan(3);
      expect(shown).toBeGreaterThan(3);
      expect(said).toEqual(right);
      expect(complaints).toEqual([]);
    }
  },
);

test('the check itself finds a figure that stands still', async ({ expect }) => {
  const path = 'embed/search-objective/';
  const right = await untranslated(path);
  const { said } = await afterTranslation(path, {
    when: 'awake',
    way: 'replace',
    look: reaching(right, 2_000),
    before: () => {
      MutationObserver.prototype.observe = () => {};
    },
  });
  expect(said).not.toEqual(right);
});
