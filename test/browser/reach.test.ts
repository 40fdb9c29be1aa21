import { expect, test } from 'vitest';
import { openedSite } from './opened-site.ts';

// The cover's figure sleeps until the reader does something, and loses nothing by it.
const opened = openedSite();

const asleep = 'astro-island[client="reach"][ssr]:has(#drag-phi)';

test('an opened page runs no figure; the first move of the pointer wakes it', async () => {
  const page = await opened.browser.newPage();
  await page.goto(opened.site.url, { waitUntil: 'networkidle' });
  expect(await page.locator(asleep).count()).toBe(1);
  await page.mouse.move(300, 300, { steps: 2 });
  await page.locator(asleep).waitFor({ state: 'detached' });
  await page.close();
});

test('a pointer that rests where the page comes to lie is no act', async () => {
  const page = await opened.browser.newPage();
  await page.mouse.move(300, 300, { steps: 2 });
  for (const path of ['', 'sources/', ''])
    await page.goto(opened.site.url + path, { waitUntil: 'networkidle' });
  // A browser says again where the pointer is whenever what lies under it may be something else.
  await page.evaluate(() => {
    document.body.style.paddingBlockStart = '1px';
  });
  await page.evaluate(() => dispatchEvent(new PointerEvent('pointermove')));
  expect(await page.locator(asleep).count()).toBe(1);
  await page.mouse.move(310, 300, { steps: 2 });
  await page.locator(asleep).waitFor({ state: 'detached' });
  await page.close();
});

test('a slider moved by its first key press is heard', async () => {
  const page = await opened.browser.newPage();
  await page.goto(opened.site.url, { waitUntil: 'networkidle' });
  const slider = page.getByRole('slider').first();
  const before = await slider.getAttribute('aria-valuetext');
  await slider.focus();
  await page.locator(asleep).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => slider.getAttribute('aria-valuetext')).not.toBe(before);
  await page.close();
});

test('a drag that begins while the figure sleeps is one step to undo', async () => {
  const page = await opened.browser.newPage();
  await page.goto(opened.site.url, { waitUntil: 'networkidle' });
  const slider = page.getByRole('slider').first();
  const before = await slider.inputValue();
  const { x = 0, y = 0, width = 0, height = 0 } = (await slider.boundingBox()) ?? {};
  let send = () => {};
  const scripts = new Promise<void>((resolve) => {
    send = resolve;
  });
  await page.route(/\.js$/, (route) => scripts.then(() => route.continue()));
  const at = (part: number) => page.mouse.move(x + part * width, y + height / 2);
  const knob = (Number(before) + 1) / 9;
  await at(0.024 + knob * 0.95);
  await page.mouse.down();
  await at(0.6);
  expect(await slider.inputValue()).not.toBe(before);
  expect(await page.locator(asleep).count()).toBe(1);
  send();
  await page.locator(asleep).waitFor({ state: 'detached' });
  for (const part of [0.65, 0.7, 0.8]) await at(part);
  await page.mouse.up();
  const figure = page.locator('[data-view~="drag-phi"]');
  await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(5);
  await figure.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => slider.inputValue()).toBe(before);
  expect(await figure.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  await page.close();
});

test('a link to a view shows that view without waiting', async () => {
  const page = await opened.browser.newPage();
  await page.goto(`${opened.site.url}#phi=1;phi:4`);
  await expect.poll(() => page.getByRole('slider').first().getAttribute('aria-valuetext')).toMatch(/^φ 4/);
  await page.close();
});

test('a first tap on a control is not lost, however early it comes', async () => {
  const context = await opened.browser.newContext({ hasTouch: true, viewport: { width: 390, height: 2000 } });
  const page = await context.newPage();
  await page.goto(opened.site.url, { waitUntil: 'networkidle' });
  const choice = await page.getByRole('radio', { name: 'COCO AP' }).boundingBox();
  expect(await page.locator(asleep).count()).toBe(1);
  await page.touchscreen.tap((choice?.x ?? 0) + 8, (choice?.y ?? 0) + 8);
  await page.locator(asleep).waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('figure').first().innerText()).toMatch(/instead of 512 × 512/);
  await context.close();
});
