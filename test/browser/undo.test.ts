import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { schemas } from '../links/schemas.ts';
import { controlsOf, moreControls } from './figure-controls.ts';
import { awake, blockOf, hearFigures, viewOf } from './figure-page.ts';
import { openedSite } from './opened-site.ts';
import { openAsleep } from './sleeping-figure.ts';

// Every figure hears a first touch that comes before its scripts, and in every one a gesture is one step to undo, by button and by key,
// whatever control it is made on. On the way: what the shell promises of every figure to the page around it, which is its view at once
// and at every change, and what it shows, as plain data.
const opened = openedSite();

test('there are figures', () => expect(schemas.length).toBeGreaterThan(18));

/**
 * Waits until what a gesture does to the view has been told: events are heard before a gesture ends, and what follows from them is done
 * by the second frame after.
 */
const told = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

describe('a first touch is heard, a view and a result are told, and two gestures are one undo each, in', () => {
  test.concurrent.for(schemas.map(({ id, version }) => [id, version] as const))(
    '%s',
    async ([figure, version], { expect }) => {
      const usual = `${figure}=${version}`;
      const { page, wake, view } = await openAsleep(opened, figure);
      const block = blockOf(page, figure);
      const undo = block.getByRole('button', { name: 'Undo' });
      const controls = await controlsOf(page, block);
      // The sticker table’s first slider reads its chart, which is in no view.
      if (figure === 'sticker-table') controls.delete('slider 1');
      const [touch] = [...controls.values()][0]!;
      // A list is chosen from without a touch that the page could hear, so it comes after one.
      await page.mouse.move(200, 200, { steps: 2 });
      await touch();
      await wake();
      await expect.poll(view).toMatch(/=\d+;./);
      await undo.click();
      await expect.poll(view).toBe(usual);
      expect(await undo.isDisabled()).toBe(true);
      const fields = moreControls[figure];
      if (fields !== undefined) {
        // The address follows a view after a while; what it already says cannot be opened.
        await page.waitForFunction((own) => !location.hash.includes(`${own};`), usual);
        await page.evaluate((hash) => {
          location.hash = hash;
        }, `${usual};${fields}`);
        await expect.poll(view).not.toBe(usual);
      }
      expect(await block.count()).toBe(1);
      await page.waitForFunction(() => heardOfFigures.results.length > 0);
      const { views, results } = await page.evaluate(() => heardOfFigures);
      expect(views[0]).toMatch(new RegExp(`^${figure}=\\d+`));
      const [result] = results;
      expect(typeof result).toBe('object');
      // Plain data is what JSON carries whole.
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      expect(JSON.stringify(result).length).toBeGreaterThan(20);
      const becomes = (wanted: string | undefined, what: string) =>
        expect.poll(view, { message: what }).toBe(wanted);
      const tested: string[] = [];
      for (const [name, [first, second]] of await controlsOf(page, block)) {
        const start = await view();
        await first();
        // Not everything that a figure lets a reader set is part of its view.
        await told(page);
        const once = await view();
        if (once === start) continue;
        await second();
        await expect.poll(view, { message: `${name}, the second gesture` }).not.toBe(once);
        const twice = await view();
        await undo.click();
        await becomes(once, `${name}, undone by the button`);
        await page.keyboard.press('Control+z');
        await becomes(start, `${name}, undone by the key`);
        await page.keyboard.press('Control+y');
        await becomes(once, `${name}, done again by Ctrl+Y`);
        await page.keyboard.press('Meta+Shift+Z');
        await becomes(twice, `${name}, done again by ⇧⌘Z`);
        await page.keyboard.press('Meta+z');
        await becomes(once, `${name}, undone by ⌘Z`);
        await undo.click();
        await becomes(start, `${name}, undone by the button again`);
        tested.push(name);
      }
      expect(tested, 'controls of the view').not.toEqual([]);
      expect(opened.complaints(page)).toEqual([]);
      await opened.giveBack(page);
    },
  );
});

test('text fields keep their own undo, and a number that was typed is one step', async () => {
  const page = await opened.browser.newPage();
  await hearFigures(page);
  await page.goto(`${opened.site.url}embed/drag-phi/#drag-phi=1`);
  await awake(page, 'drag-phi');
  const view = () => viewOf(page, 'drag-phi');
  const field = blockOf(page, 'drag-phi').getByRole('textbox', { name: /exact value/ });
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3.45');
  await expect.poll(view).toBe('drag-phi=1;phi:3.45');
  // What the field makes of it is the browser's; the figure takes nothing back, so there is nothing to do again.
  await page.keyboard.press('Control+z');
  expect(await page.getByRole('button', { name: 'Redo' }).isDisabled()).toBe(true);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3.45');
  await expect.poll(view).toBe('drag-phi=1;phi:3.45');
  await field.blur();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(view).toBe('drag-phi=1');
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  await page.close();
});

test('after a drag in a drawing, which takes no focus, the keys are the figure’s', async () => {
  const page = await opened.browser.newPage({ viewport: { width: 1366, height: 1200 } });
  await hearFigures(page);
  await page.goto(`${opened.site.url}embed/drag-phi/#drag-phi=1`);
  await awake(page, 'drag-phi');
  const plot = (await page.locator('rect.plot:visible').boundingBox())!;
  await page.mouse.move(plot.x + plot.width * 0.55, plot.y + plot.height - 20);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.8, plot.y + plot.height - 20, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => viewOf(page, 'drag-phi')).not.toBe('drag-phi=1');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Control+z');
  await expect.poll(() => viewOf(page, 'drag-phi')).toBe('drag-phi=1');
  await page.close();
});

test('a key that is let go outside the figure is let go', async () => {
  const page = await opened.browser.newPage();
  await hearFigures(page);
  await page.goto(`${opened.site.url}embed/regions/#regions=1`);
  await awake(page, 'regions');
  const view = () => viewOf(page, 'regions');
  const list = blockOf(page, 'regions').getByRole('combobox').first();
  const [now, ...others] = await list.evaluate((select: HTMLSelectElement) => [
    select.value,
    ...[...select.options].map(({ value }) => value).filter((value) => value !== select.value),
  ]);
  expect(others.length).toBeGreaterThan(1);
  await list.focus();
  await page.keyboard.down('Shift');
  await list.blur();
  await page.keyboard.up('Shift');
  // Chosen without a touch that the page could hear.
  const views: string[] = [(await view())!];
  for (const value of others.slice(0, 2)) {
    await list.selectOption(value);
    await expect.poll(view).not.toBe(views.at(-1));
    views.push((await view())!);
  }
  for (const before of views.slice(0, 2).reverse()) {
    await blockOf(page, 'regions').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(view).toBe(before);
  }
  expect(await list.inputValue()).toBe(now);
  await page.close();
});

test('a cell that plays is one step, whatever the reader does meanwhile', async () => {
  const page = await opened.browser.newPage({ viewport: { width: 1366, height: 1400 } });
  await hearFigures(page);
  const figure = 'pyramid-topologies';
  await page.goto(`${opened.site.url}embed/${figure}/#${figure}=1`);
  await awake(page, figure);
  const block = blockOf(page, figure);
  await block.getByRole('button', { name: 'Play' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => viewOf(page, figure)).toBe(`${figure}=1;step:1`);
  await block.getByText('Five ways').click();
  await expect.poll(() => viewOf(page, figure)).toBe(`${figure}=1;step:2`);
  await block.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => viewOf(page, figure)).toBe(`${figure}=1`);
  await page.close();
});

test('what a page has locked stays, whatever asks for another value', async () => {
  const page = await opened.browser.newPage();
  await hearFigures(page);
  await page.goto(`${opened.site.url}embed/peers/`);
  const block = blockOf(page, 'peers');
  await block.evaluate((element) => element.setAttribute('data-lock', 'net'));
  const go = (hash: string) =>
    page.evaluate((next) => {
      location.hash = next;
    }, hash);
  // The view that the page opens with is the one that is locked.
  await go('peers=1;net:det');
  await awake(page, 'peers');
  const view = () => viewOf(page, 'peers');
  await expect.poll(view).toBe('peers=1;net:det');
  await block.getByRole('radio', { name: 'parameters' }).check({ force: true });
  await expect.poll(view).toBe('peers=1;net:det,x:par');
  // A locked control takes no click.
  await block.getByRole('radio', { name: 'ImageNet' }).click({ force: true });
  await go('peers=1;x:par');
  await page.keyboard.press('Control+z');
  await expect.poll(view).toBe('peers=1;net:det');
  await page.keyboard.press('Control+y');
  await expect.poll(view).toBe('peers=1;net:det,x:par');
  await block.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(view).toBe('peers=1;net:det');
  expect(await block.getByRole('button', { name: 'Reset' }).isDisabled()).toBe(true);
  await page.close();
});
