import { afterAll, beforeAll, expect, test } from 'vitest';
import * as words from '../../src/words/en/figures/gpu-program.ts';
import { awake, blockOf } from './figure-page.ts';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site?.close());

/** The figure with a small network, by itself on a page. */
async function opened(webgpu: boolean, search: string) {
  const browser = await launchBrowser({ webgpu });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.url}embed/gpu-program/${search}#gpu-program=1;net:mobilenet-v1-0.25`);
  await awake(page, 'gpu-program');
  const figure = blockOf(page, 'gpu-program');
  return { browser, complaints, figure, status: figure.locator('p.summary') };
}

test('each dispatch is timed on this device, and the assumed devices come back', async () => {
  const { browser, complaints, figure, status } = await opened(true, '?backend=webgpu');
  try {
    const assumed = await status.textContent();
    await figure.getByRole('button', { name: words.measure }).click();
    await figure.getByRole('button', { name: words.assume }).waitFor({ timeout: 100_000 });
    expect(await status.textContent()).toMatch(
      /dispatches take [\d.,]+\s(µs|ms), each timed by itself.*% of that speed is reached/,
    );
    expect(await figure.getByText('Here it took').count()).toBe(1);
    expect(await figure.getByText(words.deviceChoice, { exact: true }).count()).toBe(0);
    // Without joining there is a model alone, of the device that was measured.
    await figure.getByRole('radio', { name: words.fused.no }).check();
    expect(await status.textContent()).toMatch(/Joined it is/);
    await figure.getByRole('radio', { name: words.fused.yes }).check();
    await figure.getByRole('button', { name: words.assume }).click();
    expect(await status.textContent()).toBe(assumed);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('where networks run on something else, the figure says so and stays as it was', async () => {
  const { browser, complaints, figure, status } = await opened(false, '?backend=cpu');
  try {
    const assumed = await status.textContent();
    await figure.getByRole('button', { name: words.measure }).click();
    await figure.getByRole('alert').waitFor({ timeout: 100_000 });
    expect(await figure.getByRole('alert').textContent()).toBe(words.noDispatches);
    expect(await status.textContent()).toBe(assumed);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
