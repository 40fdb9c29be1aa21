import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { schemasByFolder } from '../links/schemas.ts';
import { awake, blockOf, hearFigures, viewOf } from './figure-page.ts';
import { openedSite } from './opened-site.ts';

// A teacher's link: it opens a figure in a view, puts parts away, and holds values against everything but taking it off.
const opened = openedSite();

const wide = { width: 1366, height: 1400 };

async function open(figure: string, fragment: string): Promise<Page> {
  const page = await opened.open(`embed/${figure}/${fragment}`, { viewport: wide, prepare: hearFigures });
  await page.setViewportSize(wide);
  await page.mouse.move(300, 300, { steps: 2 });
  await awake(page, figure);
  return page;
}

const go = (page: Page, hash: string) =>
  page.evaluate((next) => {
    location.hash = next;
  }, hash);

test('a locked value yields to no control, key, drag, undo, reset or address', async () => {
  const link = '#class=1;lock:phi~unit';
  const page = await open('drag-phi', `${link}&drag-phi=1;phi:3,unit:flops`);
  const figure = blockOf(page, 'drag-phi');
  const view = () => viewOf(page, 'drag-phi');
  await expect.poll(view).toBe('drag-phi=1;phi:3,unit:flops');
  const slider = figure.getByRole('slider').first();
  expect(await slider.isDisabled()).toBe(true);
  expect(await figure.locator('[data-of=phi]').innerText()).toContain('locked for this class');
  expect(await figure.locator('[data-of=unit]').innerText()).toContain('locked for this class');
  expect(await figure.getByText('Prepared for a class: 2 values are locked.').isVisible()).toBe(true);
  expect(await slider.evaluate((range) => getComputedStyle(range).cursor)).toBe('not-allowed');

  // Another value changes freely; a drag in the chart wants to change φ.
  await figure.getByRole('radio', { name: 'parameters' }).check();
  await expect.poll(view).toMatch(/^drag-phi=1;phi:3,.*x:par/);
  const plot = (await page.locator('rect.plot:visible').boundingBox())!;
  await page.mouse.move(plot.x + plot.width * 0.55, plot.y + plot.height - 20);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.8, plot.y + plot.height - 20, { steps: 6 });
  await page.mouse.up();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await figure.getByRole('button', { name: 'B5: costs' }).click({ force: true });
  expect(await view()).toMatch(/^drag-phi=1;phi:3,.*unit:flops/);

  await figure.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(view).toBe('drag-phi=1;phi:3,unit:flops');
  await page.keyboard.press('Control+z');
  await figure.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(view).toMatch(/x:par/);
  await figure.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(view).toBe('drag-phi=1;phi:3,unit:flops');
  await go(page, `${link}&drag-phi=1;phi:6,ed:old`);
  await expect.poll(view).toMatch(/^drag-phi=1;phi:3,.*ed:old/);

  // A link in the text leads to another view, and the class's part stays in the address.
  await go(page, '#drag-phi=1;phi:7,ghost:exact');
  await expect.poll(view).toMatch(/^drag-phi=1;phi:3,.*ghost:exact/);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('class=1;lock:phi~unit');

  // The teacher's next link brings a view of its own.
  await go(page, '#class=1;lock:phi&drag-phi=1;phi:5');
  await expect.poll(view).toBe('drag-phi=1;phi:5');
  expect(await slider.isDisabled()).toBe(true);
  // Copied links keep what the class's link holds.
  expect(await page.evaluate(() => location.hash)).toContain('class=1;lock:phi');

  await figure.getByRole('button', { name: 'Show all, and unlock' }).click();
  await expect.poll(() => slider.isEnabled()).toBe(true);
  expect(await view()).toBe('drag-phi=1;phi:5');
  expect(await page.evaluate(() => location.hash)).not.toContain('class');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(view).toBe('drag-phi=1;phi:5.05');
  await opened.giveBack(page);
});

/** Brings a picture and a checkpoint to a figure, as if dropped there. */
const drop = (page: Page, figure: string, kind: 'picture' | 'checkpoint') =>
  blockOf(page, figure).evaluate(async (block, what) => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext('2d')!.fillRect(0, 0, 40, 30);
    const file =
      what === 'picture'
        ? new File([await canvas.convertToBlob({ type: 'image/png' })], 'own.png', { type: 'image/png' })
        : new File([new Uint8Array(64)], 'own.safetensors');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    const target = block.querySelector('figure') ?? block;
    const options = { bubbles: true, cancelable: true, dataTransfer };
    target.dispatchEvent(new DragEvent('dragover', options));
    target.dispatchEvent(new DragEvent('drop', options));
  }, kind);

test.concurrent.for([
  ['live-classifier', 'picture~net', ['picture', 'checkpoint']],
  ['live-detector', 'picture~net', ['picture', 'checkpoint']],
  ['inside-neck', 'picture~scene~net', ['picture', 'checkpoint']],
  ['scaling-ladder', 'picture~scene', ['picture']],
  ['two-paths', 'picture', ['picture']],
] as const)(
  '%s: what is dropped changes nothing that is locked, and a sentence says why',
  async ([figure, keys, kinds], { expect }) => {
    const page = await open(figure, `#class=1;lock:${keys}`);
    const block = blockOf(page, figure);
    await block.getByText('Prepared for a class').waitFor();
    const before = await viewOf(page, figure);
    for (const kind of kinds) {
      await drop(page, figure, kind);
      const thing = kind === 'picture' ? 'picture' : 'network';
      await block.getByText(`The ${thing} is locked for this class`).waitFor();
      expect(await block.locator('img[src^="blob:"]').count()).toBe(0);
      expect(await viewOf(page, figure)).toBe(before);
    }
    await opened.giveBack(page);
  },
);

test('parts are put away and come back', async () => {
  const page = await open('drag-phi', '#class=1;hide:tools~table~drag-phi.x~peers.net');
  const figure = blockOf(page, 'drag-phi');
  await figure.getByText('Prepared for a class: 3 parts are put away.').waitFor();
  expect(await figure.getByRole('button', { name: 'Copy link' }).count()).toBe(0);
  expect(await figure.getByText('The numbers as tables').count()).toBe(0);
  expect(await figure.locator('[data-of=x]').count()).toBe(0);
  expect(await figure.locator('[data-of=net]').count()).toBe(1);
  await figure.getByRole('button', { name: 'Show all, and unlock' }).click();
  await figure.getByRole('button', { name: 'Copy link' }).waitFor();
  expect(await figure.locator('[data-of=x]').count()).toBe(1);
  await opened.giveBack(page);
});

test('a link that cannot be read says so and holds nothing', async () => {
  const page = await open('drag-phi', '#class=1;lock:drag-phi.psi&drag-phi=1;phi:2');
  const figure = blockOf(page, 'drag-phi');
  await figure.getByText('The link’s part for a class could not be read').waitFor();
  expect(await figure.getByRole('slider').first().isEnabled()).toBe(true);
  await opened.giveBack(page);
});

/** Values that are changed in the drawing or its table, follow from other controls, or whose controls come with a run or another choice. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'break-the-rule': ['held'],
  'every-pixel': ['d', 'with', 'x', 'y'],
  'inside-neck': ['node', 'channel'],
  'learned-fusion-weights': ['sort'],
  'live-classifier': ['order', 'channel', 'sticker'],
  'live-detector': ['nms', 'iou', 'sigma', 'row', 'column'],
  'scaling-ladder': ['scene', 'score'],
  'sticker-table': ['t'],
  suppression: ['sigma'],
  'two-looks': ['d'],
};

/** What a link for a class is to hold in a figure, and what of it does not. */
async function faultsOf(page: Page, figure: string, keys: readonly string[]): Promise<string[]> {
  const block = blockOf(page, figure);
  const controls = block.locator('[data-of]');
  const found = await controls.evaluateAll((all) =>
    all.flatMap((control) => (control as HTMLElement).dataset.of?.split(' ') ?? []),
  );
  const without = keys.filter((key) => !found.includes(key) && !elsewhere[figure]?.includes(key));
  const free = await controls.evaluateAll((all) =>
    all.flatMap((control) =>
      [...control.querySelectorAll('input, select, button')].flatMap((each) =>
        each.matches(':disabled') ? [] : [each.outerHTML.slice(0, 160)],
      ),
    ),
  );
  const thin = await controls.locator('input[type=range]').evaluateAll((all) =>
    all.flatMap((range) => {
      const { width } = range.getBoundingClientRect();
      return range.checkVisibility() && width < 120 ? [`${width} px: ${range.outerHTML.slice(0, 100)}`] : [];
    }),
  );
  const untold = await controls.evaluateAll((all) =>
    all.flatMap((control) =>
      control.textContent?.includes('locked for this class') ? [] : [control.outerHTML.slice(0, 100)],
    ),
  );
  return [
    ...without.map((key) => `no control knows ${key}`),
    ...free.map((each) => `not locked: ${each}`),
    ...thin.map((each) => `too thin, ${each}`),
    ...untold.map((each) => `does not say so: ${each}`),
  ];
}

test.concurrent.for([...schemasByFolder])(
  '%s: every control of its own is locked and put away by its key',
  async ([figure, schemas], { expect }) => {
    const keys = schemas.flatMap(({ properties }) => Object.values(properties).map(({ key }) => key));
    const page = await open(figure, `#class=1;lock:${keys.join('~')}`);
    const block = blockOf(page, figure);
    await block.getByText('Prepared for a class').waitFor();
    expect(await faultsOf(page, figure, keys)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 1400 });
    expect(await faultsOf(page, figure, keys)).toEqual([]);
    await go(page, `#class=1;hide:${keys.join('~')}`);
    await expect.poll(() => block.locator('[data-of]:not([data-drawing])').count()).toBe(0);
    await opened.giveBack(page);
  },
);
