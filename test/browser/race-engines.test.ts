import { afterAll, beforeAll, expect, test } from 'vitest';
import { race as words } from '../../src/words/en/figures/measure-my-device-race.ts';
import { awake, blockOf } from './figure-page.ts';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site?.close());

/** The figure with one small network, by itself on a page. */
async function opened(webgpu: boolean, search: string) {
  const browser = await launchBrowser({ webgpu });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.url}embed/measure-my-device/${search}#measure=1;nets:0,own:1,d:0.3,w:0.25,px:32`);
  await awake(page, 'measure-my-device');
  const figure = blockOf(page, 'measure-my-device');
  return { browser, complaints, figure };
}

test('our own programs and TF.js are raced on one press: dispatches counted, answers compared, rounds told', async () => {
  const { browser, complaints, figure } = await opened(true, '?backend=webgpu');
  try {
    await figure.getByRole('button', { name: words.start(1) }).click();
    const rows = figure.getByRole('region', { name: words.region }).locator('tbody tr');
    const verdict = figure.getByText(/^d 0\.3, w 0\.25, 32 px: WebGPU · own engine takes/);
    await verdict.waitFor({ timeout: 200_000 });
    expect(await rows.count()).toBe(2);
    const cells = await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
    );
    const [own = [], other = []] = cells;
    expect([own[0], other[0]]).toEqual(['WebGPU · own engine', 'WebGPU · TF.js']);
    const [ours, theirs] = [Number(own[1]), Number(other[1])];
    // Joined operators: a fraction of TF.js' dispatches, which are one and more for each of them.
    expect(ours).toBeGreaterThan(5);
    expect(theirs).toBeGreaterThan(3 * ours);
    expect(Number(own[5])).toBeGreaterThanOrEqual(3);
    expect(own[6]).toBe(words.none);
    expect(other[6]).toMatch(/^[\d.]+×$/);
    const said = await verdict.innerText();
    expect(said).toContain(`with ${ours} dispatches in`);
    expect(said).toMatch(
      /the answers (are equal|agree to one part in [\d.]+ (thousand|million|billion)|agree to one part in [\d,]+)\.$/,
    );
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}, 300_000);

test('where one of them alone runs, the figure says which, why, and races nothing', async () => {
  const { browser, complaints, figure } = await opened(false, '');
  try {
    await figure.getByRole('button', { name: words.start(1) }).click();
    await figure
      .getByText(/so there is nothing to race\. Our own engine does not run here\. /)
      .waitFor({ timeout: 100_000 });
    expect(await figure.getByRole('region', { name: words.region }).count()).toBe(0);
    expect(await figure.getByRole('button', { name: words.start(1) }).isEnabled()).toBe(true);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}, 200_000);
