import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { blockOf } from './figure-page.ts';
import { openedSite } from './opened-site.ts';
import { openAsleep as openSleeping } from './sleeping-figure.ts';

// What a reader does to a figure whose scripts have not come yet is done when they have. (That each figure hears a first touch: undo.test.ts.)
const opened = openedSite();

const openAsleep = (figure: string, options?: BrowserContextOptions) => openSleeping(opened, figure, options);

describe('the sticker table', () => {
  const figure = 'sticker-table';
  const middle = async (page: Page) => {
    const { x, y, width, height } = (await page.locator('.sticker').first().boundingBox())!;
    return { x: x + width / 2, y: y + height / 2 };
  };

  test('a sticker that was dragged while it slept lies where it was dragged to', async () => {
    const { page, wake, view } = await openAsleep(figure);
    const from = await middle(page);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 40, { steps: 4 });
    await page.mouse.up();
    await wake();
    await expect.poll(view).toMatch(/=1;s:/);
    const to = await middle(page);
    expect(to.x - from.x).toBeCloseTo(60, -1);
    expect(to.y - from.y).toBeCloseTo(40, -1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(view).toBe(`${figure}=1`);
    await opened.giveBack(page);
  });

  test('a drag that goes on while it wakes is one drag', async () => {
    const { page, wake, view } = await openAsleep(figure);
    const from = await middle(page);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y, { steps: 2 });
    await wake();
    await expect.poll(view).toMatch(/=1;s:/);
    await page.mouse.move(from.x + 80, from.y, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(from.x + 200, from.y);
    await expect.poll(async () => Math.round((await middle(page)).x - from.x)).toBeGreaterThan(70);
    expect((await middle(page)).x - from.x).toBeLessThan(90);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(view).toBe(`${figure}=1`);
    await opened.giveBack(page);
  });

  test('by touch: a finger that has left already', async () => {
    const { page, wake, view } = await openAsleep(figure, { hasTouch: true });
    const from = await middle(page);
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', away: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: from.x + away, y: from.y }],
      });
    await touch('touchStart', 0);
    for (const away of [15, 30, 50]) await touch('touchMove', away);
    await touch('touchEnd', 0);
    await wake();
    await expect.poll(view).toMatch(/=1;s:/);
    expect((await middle(page)).x - from.x).toBeCloseTo(50, -1);
    await opened.giveBack(page);
  });

  test('keys, and the sticker that they were pressed on is the chosen one', async () => {
    const { page, wake, view } = await openAsleep(figure);
    const sticker = page.locator('.sticker').first();
    await sticker.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await wake();
    await expect.poll(view).toMatch(/=1;s:/);
    expect(await sticker.getAttribute('aria-pressed')).toBe('true');
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.click();
    await expect.poll(view).toMatch(/=1;s:/);
    await undo.click();
    await expect.poll(view).toBe(`${figure}=1`);
    await opened.giveBack(page);
  });
});

test('keys walk through the network diagram as if it were awake', async () => {
  const { page, wake, view } = await openAsleep('network-diagram');
  await page.locator('[role=tab][aria-selected=true]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await wake();
  await expect.poll(view).toMatch(/stage:5/);
  await opened.giveBack(page);
});

test('a line that is dragged in the φ playground’s chart, before its arithmetic is there', async () => {
  const { page, wake, view } = await openAsleep('drag-phi');
  const plot = (await page.locator('rect.plot:visible').boundingBox())!;
  const y = plot.y + plot.height - 20;
  await page.mouse.move(plot.x + plot.width * 0.55, y);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.8, y, { steps: 5 });
  await page.mouse.up();
  await wake();
  await expect.poll(view).toMatch(/phi:[3-7]/);
  await opened.giveBack(page);
});

test('a table that was unfolded stays so, and folds again', async () => {
  const { page, wake } = await openAsleep('drag-phi');
  const fold = page.locator('details').filter({ hasText: 'The numbers as tables' });
  await fold.locator('summary').click();
  await wake();
  await page.getByRole('region', { name: /^The network at φ/ }).waitFor();
  expect(await fold.evaluate((element: HTMLDetailsElement) => element.open)).toBe(true);
  await fold.locator('summary').click();
  await expect.poll(() => fold.evaluate((element: HTMLDetailsElement) => element.open)).toBe(false);
  await opened.giveBack(page);
});

describe.each(['drop', 'paste'] as const)('a picture is brought by %s to', (how) => {
  test.for(['live-classifier', 'live-detector', 'inside-neck', 'scaling-ladder'])('%s', async (figure) => {
    const { page, wake } = await openAsleep(figure);
    const taken = await blockOf(page, figure).evaluate(async (block, way) => {
      const canvas = new OffscreenCanvas(40, 30);
      canvas.getContext('2d')!.fillRect(0, 0, 40, 30);
      const file = new File([await canvas.convertToBlob({ type: 'image/png' })], 'own.png', {
        type: 'image/png',
      });
      const data = new DataTransfer();
      data.items.add(file);
      const options = { bubbles: true, cancelable: true };
      if (way === 'paste') {
        document.body.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
        return true;
      }
      dispatchEvent(new DragEvent('dragenter'));
      block.dispatchEvent(new DragEvent('dragover', { ...options, dataTransfer: data }));
      return !block.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: data }));
    }, how);
    expect(taken, 'the browser does not open it in the page’s place').toBe(true);
    await wake();
    await blockOf(page, figure).locator('img[src^="blob:"]').first().waitFor();
    await opened.giveBack(page);
  });
});
