import { describe, expect, test } from 'vitest';
import { studyNetworks } from '../../models/study/networks.ts';
import { trainedPoints } from '../../models/study/standing.ts';
import { studyRecords } from '../../src/parts/study/records.ts';
import { ours } from '../../src/words/en/figures/drag-phi.ts';
import { atPhi, formatPhi } from '../../src/words/en/phi.ts';
import { type DragPhi, openDragPhi, placeOf } from './drag-phi-page.ts';
import { type OpenOptions, openedSite } from './opened-site.ts';

// The third task of the φ playground: our own networks, with what the records of the study say of them.
const opened = openedSite();
const points = trainedPoints(studyRecords);

const open = (fields = '', options: OpenOptions = {}): Promise<DragPhi> =>
  openDragPhi(opened, fields, options);
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 20_000 });

test('it is offered where two φ were trained, and nowhere else', async () => {
  const { page, figure, knob } = await open('net:ours,phi:2.5,x:ms');
  const choice = figure.getByRole('radio', { name: 'ours, measured', exact: true });
  expect(await choice.count()).toBe(points.length > 0 ? 1 : 0);
  // Of time there is nothing in either case but where the usual task stands instead.
  const cost = figure.getByRole('radio', { name: 'cost', exact: true });
  await eventually(() => cost.isChecked()).toBe(points.length > 0);
  await page.getByText('beyond this figure’s range').waitFor();
  await eventually(() => knob.getAttribute('max')).toBe(points.length > 0 ? '3' : '8');
  await opened.giveBack(page);
});

const neighbours = points.slice(1).map((above, index) => ({ below: points[index]!, above }));

describe.each(neighbours)('between φ $below.phi and $above.phi', ({ below, above }) => {
  const middle = (below.phi + above.phi) / 2;

  test('a drag passes from what was measured over what was not', async () => {
    const { page, figure, knob } = await open(`net:ours,phi:${below.phi}`);
    const said = () => knob.getAttribute('aria-valuetext');
    const reading = figure.locator('.reading');
    const ring = figure.locator('circle.ring:visible');
    const band = figure.locator('rect.band:visible');
    const dot = (phi: number) =>
      figure.locator(
        `[data-point="${studyNetworks.find((each) => each.phi === phi && each.ratio === 'paper')!.name}"]:visible .mark`,
      );
    const middleOf = async (mark: typeof ring): Promise<readonly [number, number]> => {
      const box = (await mark.boundingBox())!;
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const standsOn = async (phi: number): Promise<void> => {
      const [[x, y], [left, top]] = await Promise.all([middleOf(ring), middleOf(dot(phi))]);
      expect(Math.hypot(x - left, y - top)).toBeLessThan(1);
    };
    await eventually(said).toBe(
      ours.knob.spoken(below.phi, below.multiplyAdds, { kind: 'trained', point: below }),
    );
    await standsOn(below.phi);
    expect(await band.count()).toBe(0);

    const [from, to] = [await placeOf(knob, below.phi), await placeOf(knob, middle)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await eventually(said).toMatch(/, not trained$/);
    await eventually(() => reading.innerText()).toContain(
      `Between ${atPhi(below.phi)} and ${atPhi(above.phi)} nothing was trained; the neighbours have `,
    );
    expect(await reading.innerText()).toContain(`${ours.knob.label(below)} and ${ours.knob.label(above)}`);
    const box = (await band.boundingBox())!;
    const ends = await Promise.all([middleOf(dot(below.phi)), middleOf(dot(above.phi))]);
    expect(Math.abs(box.x - ends[0][0])).toBeLessThan(2);
    expect(Math.abs(box.x + box.width - ends[1][0])).toBeLessThan(2);
    await page.mouse.up();

    // Its name under the knob goes to the neighbour, and a whole drag is one step back.
    await figure.getByRole('button', { name: ours.knob.stop(above) }).click();
    await eventually(said).toMatch(new RegExp(`^φ ${formatPhi(above.phi)}, .* named right$`));
    await standsOn(above.phi);
    expect(await band.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(said).toMatch(/, not trained$/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(said).toMatch(new RegExp(`^φ ${formatPhi(below.phi)}, .* named right$`));
    await opened.giveBack(page);
  });
});

describe.each(points.length > 0 ? [points] : [])('with %o and others', () => {
  test('its address opens it again, and undo leads back to the papers', async () => {
    const { page, figure, knob } = await open();
    await figure.getByRole('radio', { name: 'latency', exact: true }).check({ force: true });
    await figure.getByRole('radio', { name: 'ours, measured', exact: true }).check({ force: true });
    await figure.getByText(/not the paper’s, by its rule/).waitFor();
    await eventually(() => new URL(page.url()).hash).toBe('#drag-phi=1;net:ours');
    // What has no meaning here is not shown.
    for (const name of ['latency', 'paper v5', 'earlier'])
      expect(await figure.getByRole('radio', { name, exact: true }).isVisible(), name).toBe(false);
    expect(await page.getByText('Take it with you').count()).toBe(0);
    await figure.getByRole('radio', { name: 'parameters', exact: true }).check({ force: true });
    await eventually(() => new URL(page.url()).hash).toBe('#drag-phi=1;net:ours,x:par');
    const second = await opened.browser.newPage();
    await second.goto(page.url());
    await second
      .locator('#drag-phi')
      .getByText(/not the paper’s, by its rule/)
      .waitFor();
    expect(await second.locator('#drag-phi').getByRole('radio', { name: 'parameters' }).isChecked()).toBe(
      true,
    );
    await second.close();
    for (let back = 0; back < 2; back++) await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => new URL(page.url()).hash).toBe('#drag-phi=1;x:ms');
    expect(await figure.getByRole('radio', { name: 'latency', exact: true }).isVisible()).toBe(true);
    expect(await knob.getAttribute('max')).toBe('8');
    await opened.giveBack(page);
  });

  test('keys read every network that was trained, and one that can be had opens where networks are trained', async () => {
    const { page, figure } = await open('net:ours');
    const chart = figure.getByRole('group', { name: /^Chart of our own networks/ });
    await chart.focus();
    const reading = figure.locator('.reading');
    const link = figure.getByRole('link', { name: 'Train φ = 0.0 yourself' });
    const dots = await figure.locator('[data-point]:visible').count();
    const read = new Set<string>();
    for (let step = 0; step < dots; step++) {
      await page.keyboard.press('ArrowRight');
      await eventually(() => reading.innerText()).not.toMatch(/nothing was trained|Drag the line/);
      read.add(await reading.innerText());
    }
    expect(read.size).toBe(dots);
    for (const text of read) expect(text).toMatch(/%.? of test pictures named right \((one seed|mean of )/);
    if (points.some(({ phi }) => phi === 0)) {
      while (!(await reading.innerText()).startsWith('φ = 0.0')) await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await link.click();
      await page.waitForURL(/in-small\/#train-one=1;d:1,w:0\.25,px:48,task:whole$/);
    }
    await opened.giveBack(page);
  });
});
