import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { toOnnx } from '../../models/onnx/model.ts';
import { fold } from '../../models/operators/fold.ts';
import { snippetsOf, takenNetwork } from '../../models/snippets/index.ts';
import { trainedPoints } from '../../models/study/standing.ts';
import { randomWeights } from '../../src/engine/sources/random-weights.ts';
import { studyRecords } from '../../src/parts/study/records.ts';
import { type DragPhi, openDragPhi, placeOf } from './drag-phi-page.ts';
import { movedElements } from './layout-shift.ts';
import { type OpenOptions, openedSite } from './opened-site.ts';

// The φ playground in a real browser, as another page's frame shows it and on the cover.
const opened = openedSite();

/** What our own networks are known at; without them the third task is not there. */
const studied = trainedPoints(studyRecords);

const open = (fields = '', options: OpenOptions = {}): Promise<DragPhi> =>
  openDragPhi(opened, fields, options);

/** Waits, longer than a busy machine may take, until a value is as expected. */
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 20_000 });

const said = (knob: Locator): Promise<string | null> => knob.getAttribute('aria-valuetext');

describe('nothing moves', () => {
  test.for([1440, 390, 320])(
    'while φ is dragged from end to end and every switch is set, %i px wide',
    async (width) => {
      const { page, knob, figure } = await open('', { viewport: { width, height: 2600 } });
      const drag = async (): Promise<void> => {
        const [from, to] = [await placeOf(knob, -1), await placeOf(knob, 8)];
        const start = await placeOf(knob, Number(await knob.inputValue()));
        await page.mouse.move(start.x, start.y);
        await page.mouse.down();
        for (let step = 0; step <= 50; step++)
          await page.mouse.move(from.x + ((to.x - from.x) * step) / 50, from.y);
        await page.mouse.up();
        await eventually(() => said(knob)).toMatch(/^φ 8/);
      };
      await drag();
      expect(await movedElements(page), 'dragging a classifier').toEqual([]);
      for (const name of [
        'COCO AP',
        'latency',
        'parameters',
        'cost',
        'CVPR 2020',
        'paper v7',
        'FLOPs',
        'before rounding',
        ...(studied.length > 0 ? ['ours, measured'] : []),
      ]) {
        const radio = figure.getByRole('radio', { name, exact: true });
        await radio.check({ force: true });
        if (name === 'COCO AP') await figure.getByRole('button', { name: 'D7x: costs' }).waitFor();
        if (name === 'ours, measured') await figure.getByText(/not the paper’s, by its rule/).waitFor();
        expect(await movedElements(page), name).toEqual([]);
      }
      await figure.getByRole('radio', { name: 'COCO AP', exact: true }).check({ force: true });
      await figure.getByRole('button', { name: 'D7x: costs' }).waitFor();
      expect(await movedElements(page), 'back to the detectors').toEqual([]);
      await drag();
      expect(await movedElements(page), 'dragging a detector').toEqual([]);
      await figure.getByRole('radio', { name: 'ImageNet top-1', exact: true }).check({ force: true });
      await figure.getByRole('button', { name: 'B7: costs' }).waitFor();
      expect(await movedElements(page), 'back to the classifiers').toEqual([]);
      await opened.giveBack(page);
    },
  );

  test('and a thing that does move is noticed', async () => {
    const { page, figure } = await open();
    await figure.evaluate((element) =>
      element.prepend(Object.assign(document.createElement('p'), { textContent: 'x' })),
    );
    expect(await movedElements(page)).not.toEqual([]);
    await opened.giveBack(page);
  });
});

describe('the knob', () => {
  test('by keyboard: arrows, Page Up and Page Down, Home and End', async () => {
    const { page, knob } = await open();
    const press = async (key: string): Promise<number> => {
      await page.keyboard.press(key);
      return Number(await knob.inputValue());
    };
    await knob.focus();
    await press('Home');
    // The first change fetches the arithmetic.
    await eventually(() => said(knob)).toMatch(/^φ −1.0, nearest B0, /);
    expect(await press('ArrowRight')).toBe(-0.95);
    expect(await press('ArrowUp')).toBe(-0.9);
    expect(await press('ArrowDown')).toBe(-0.95);
    expect(await press('Shift+ArrowRight')).toBe(-0.94);
    expect(await press('ArrowLeft')).toBe(-0.99);
    expect(await press('PageUp')).toBe(0);
    const b1 = await press('PageUp');
    expect(await said(knob)).toMatch(/nearest B1, 0\.\d\d billion multiply-adds$/);
    expect(await press('PageUp')).toBeGreaterThan(b1);
    expect(await press('PageDown')).toBe(b1);
    expect(await press('End')).toBe(8);
    expect(await press('PageDown')).toBeLessThan(8);
    expect(await said(knob)).toMatch(/nearest B7, /);
    await opened.giveBack(page);
  });

  test('says what a screen reader needs', async () => {
    const { page, knob, figure } = await open('phi:1');
    await eventually(() => said(knob)).toBe('φ 1.0, nearest B2, 0.99 billion multiply-adds');
    expect(await figure.getByRole('slider', { name: 'φ, the compound coefficient' }).count()).toBe(1);
    await opened.giveBack(page);
  });

  test('takes a number that is typed', async () => {
    const { page, knob, figure } = await open();
    const field = figure.getByRole('textbox', { name: /exact value/ });
    await field.fill('3.3');
    await eventually(() => said(knob)).toMatch(/^φ 3.3, /);
    await field.fill('99');
    await field.blur();
    expect(await field.inputValue()).toBe('8');
    await opened.giveBack(page);
  });
});

test('a finger drags the line in the chart, and the page does not scroll under it', async () => {
  const { page, knob, figure } = await open('', { hasTouch: true, viewport: { width: 390, height: 2200 } });
  await figure.getByRole('button', { name: 'B3: costs' }).tap();
  await eventually(() => said(knob)).toMatch(/nearest B3, /);
  const ring = figure.locator('circle.ring:visible');
  const plot = figure.locator('rect.plot:visible');
  const [dot, area] = [(await ring.boundingBox())!, (await plot.boundingBox())!];
  const [x, y] = [dot.x + dot.width / 2, area.y + area.height - 30];
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: at, y }],
    });
  await touch('touchStart', x);
  for (let step = 1; step <= 12; step++) await touch('touchMove', x + step * 5);
  await touch('touchEnd', 0);
  await eventually(() => said(knob)).toMatch(/nearest B[45], /);
  expect((await ring.boundingBox())!.x).toBeGreaterThan(dot.x + 50);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await opened.giveBack(page);
});

test('arrow keys read the chart’s networks, and Enter goes to one', async () => {
  const { page, knob, figure } = await open();
  const chart = figure.getByRole('group', { name: /^Chart of published results/ });
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  const reading = figure.locator('.reading');
  await eventually(() => reading.innerText()).toMatch(
    /^EfficientNet-B0: 77\.1.% top-1, 0\.39 billion multiply-adds, 5\.3 million parameters/,
  );
  // The next one is a peer; Enter moves φ to released networks only.
  while (!(await reading.innerText()).startsWith('EfficientNet-B1')) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await eventually(() => said(knob)).toMatch(/nearest B1, /);
  await page.keyboard.press('Escape');
  await eventually(() => reading.innerText()).toMatch(/^Drag the line/);
  await opened.giveBack(page);
});

test('the address carries the view, and its link opens the same one', async () => {
  const { page, knob, figure } = await open();
  await figure.getByRole('radio', { name: 'COCO AP', exact: true }).check({ force: true });
  await figure.getByRole('button', { name: 'D4: costs' }).click();
  await figure.getByRole('radio', { name: 'parameters', exact: true }).check({ force: true });
  await eventually(() => new URL(page.url()).hash).toMatch(/^#drag-phi=1;phi:[\d.]+,net:det,x:par$/);
  const words = await said(knob);
  const second = await opened.browser.newPage();
  await second.goto(page.url());
  const other = second.locator('#drag-phi');
  await eventually(() => said(other.getByRole('slider'))).toBe(words);
  expect(await other.getByRole('radio', { name: 'parameters', exact: true }).isChecked()).toBe(true);
  await second.close();
  await opened.giveBack(page);
});

test('a damaged link shows the usual view and says so', async () => {
  const { page, knob } = await open('phi:<img src=x>');
  await page.getByText('could not be read, so it shows its usual one').waitFor();
  expect(await said(knob)).toMatch(/^φ 2.0, /);
  await opened.giveBack(page);
});

test('where the arithmetic cannot be had, what is drawn stays, and so does what was asked for', async () => {
  const { page, knob, figure } = await open();
  const shown = await figure
    .getByRole('img', { name: /no network was trained there/ })
    .first()
    .getAttribute('aria-label');
  await page.route(/\.js$/, (route) => route.abort());
  const coco = figure.getByRole('radio', { name: 'COCO AP', exact: true });
  await coco.check({ force: true });
  await page.getByText('could not be loaded, so the drawing before stays').waitFor();
  expect(await figure.getByRole('img', { name: shown! }).count()).toBeGreaterThan(0);
  // Neither the address nor the history was rewritten.
  await eventually(() => new URL(page.url()).hash).toBe('#drag-phi=1;net:det');
  expect(await coco.isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await eventually(() => coco.isChecked()).toBe(false);
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  expect(await page.getByText('could not be loaded').count()).toBe(0);
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByText('could not be loaded').waitFor();
  await page.unroute(/\.js$/);
  await figure.getByRole('button', { name: 'Try again' }).click();
  await figure.getByRole('button', { name: 'D4: costs' }).click();
  await eventually(() => said(knob)).toMatch(/nearest D4, /);
  expect(await page.getByText('could not be loaded').count()).toBe(0);
  await opened.giveBack(page);
});

test('a whole drag is one step back, by key and by button', async () => {
  const { page, knob, figure } = await open();
  const [from, to] = [await placeOf(knob, 2), await placeOf(knob, 5)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
  await eventually(() => said(knob)).toMatch(/^φ (4\.9|5)/);
  const dragged = await said(knob);
  await page.keyboard.press('Control+z');
  await eventually(() => said(knob)).toMatch(/^φ 2\.0, /);
  await page.keyboard.press('Control+Shift+z');
  await eventually(() => said(knob)).toBe(dragged);
  await figure.getByRole('button', { name: 'B0: costs' }).click();
  await eventually(() => said(knob)).toMatch(/^φ 0\.0, nearest B0/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await eventually(() => said(knob)).toBe(dragged);
  await page.getByRole('button', { name: 'Reset' }).click();
  await eventually(() => said(knob)).toMatch(/^φ 2\.0, /);
  await opened.giveBack(page);
});

test('the tables and descriptions follow where the reader rests', async () => {
  const { page, knob, figure } = await open('phi:3');
  await page.getByText('The numbers as tables').click();
  await page.getByRole('region', { name: 'The network at φ = 3.0', exact: true }).waitFor();
  await knob.focus();
  await page.keyboard.press('PageUp');
  const amount = (await said(knob))!.split(', ')[2]!.replace(' billion multiply-adds', '');
  await figure
    .getByRole('img', { name: `at ${amount} billion; no network was trained there` })
    .first()
    .waitFor();
  expect(await page.getByRole('region', { name: 'The network at φ = 3.0', exact: true }).count()).toBe(0);
  await opened.giveBack(page);
});

test('the network is taken along: as code that can be copied, and as the file that its graph gives', async () => {
  const { page } = await open('phi:-1', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByText('Take it with you').click();
  const code = page.getByRole('region', { name: 'Code for timm' });
  await code.waitFor();
  await page.getByRole('radio', { name: 'Keras', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Copy code' }).click();
  const wanted = { network: 'efficientnet', phi: -1 };
  const keras = snippetsOf(wanted).find(({ library }) => library === 'keras');
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe(
    keras && 'code' in keras && keras.code,
  );
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /^ONNX with seeded weights/ }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('efficientnet-phi--1-seeded.onnx');
  const graph = fold(takenNetwork(wanted)!.graph);
  expect(readFileSync(await download.path()).equals(toOnnx(graph, randomWeights(graph, 1)))).toBe(true);
  await page.getByText('Saved as efficientnet-phi--1-seeded.onnx.').waitFor();
  await opened.giveBack(page);
});
