import { expect, test } from 'vitest';
import { awake, blockOf } from './figure-page.ts';
import { openedSite } from './opened-site.ts';

// A network of the scaling study, opened from a link: it looks at a painted picture of the test, and names it.
const opened = openedSite();

test('our base is opened from a link and names a painted umbrella', async () => {
  const requests: string[] = [];
  const page = await opened.open('embed/live-classifier/#live-classifier=1;net:study-base,sticker:2', {
    prepare: async (made) => {
      made.on('request', (request) => requests.push(request.url()));
    },
  });
  await awake(page, 'live-classifier');
  const block = blockOf(page, 'live-classifier');
  await block.getByText('Painted: umbrella. A test picture of 48 pixels a side').waitFor();
  expect(requests.filter((url) => /safetensors|worker/.test(url))).toEqual([]);
  await block.getByRole('button', { name: 'Run our base here: download 626 kB' }).click();
  await block.getByRole('button', { name: 'Run again' }).waitFor();
  const first = () => block.locator('fieldset .label').first().innerText();
  expect(await first()).toBe('umbrella');
  await block
    .getByText(
      /Weights: Our base, trained by this project and rounded to 16 bits: trained on 160,000 painted pictures \(40,000 different ones\), 40 kinds of stickers, seed 1/,
    )
    .waitFor();
  // Of the 10.5 MB of B0 nothing is needed.
  expect(requests.filter((url) => /safetensors/.test(url))).toHaveLength(1);
  // Another of its pictures is looked at as soon as it is chosen.
  await block
    .getByRole('radio', { name: 'A painted picture with one large sticker, anchor, among other things' })
    .check();
  await expect.poll(first).toBe('anchor');
  // A photograph of the reader's own is looked at, too, and the figure says what that is worth.
  await block.locator('input[type=file][accept="image/*"]').setInputFiles('public/pictures/cat.jpg');
  await block.getByText(/learned 40 kinds of painted stickers and nothing else/).waitFor();
  expect(opened.complaints(page)).toEqual([]);
  await opened.giveBack(page);
});
