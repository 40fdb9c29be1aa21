import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPicture } from '../../src/cli/pictures/read.ts';
import { EngineHarness } from './engine-harness.ts';
import {
  orientations,
  quarters,
  quartersOf,
  sizes,
  turnedFormats,
  turnedPicture,
} from './pictures/turned-pictures.ts';

const harness = new EngineHarness();
const folder = mkdtempSync(join(tmpdir(), 'phiscope-turned-'));
beforeAll(() => harness.open());
afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.entries(sizes))(
  '%s pictures stand upright, by the page and by the command line:',
  (_, size) => {
    test.each(turnedFormats)('%s', { timeout: 400_000 }, async (format) => {
      const [width, height] = size;
      const ratio = width / height;
      await harness.withPage({}, async ({ page }) => {
        for (const orientation of orientations) {
          const file = await turnedPicture(format, orientation, size);
          const name = `${format} ${orientation}`;
          const path = join(folder, 'picture');
          writeFileSync(path, file);
          const command = await readPicture(path);
          expect([command.width, command.height], name).toEqual(size);
          expect(quartersOf(command), name).toEqual(quarters);
          const found = await page.evaluate(async (data) => {
            const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
            const picture = await globalThis.decodePicture(new Blob([bytes]));
            const { width: across, height: down, full } = picture;
            // Four pixels, one a quarter: the picture itself may be a hundred megabytes.
            const dots = [0, 1, 2, 3].map((quarter) => {
              const left = Math.floor(across * (quarter % 2 === 0 ? 0.25 : 0.75));
              const top = Math.floor(down * (quarter < 2 ? 0.25 : 0.75));
              return [...picture.read({ left, top, width: 1, height: 1 }).data.subarray(0, 3)];
            });
            // A strip through two quarters: its pixels must come in their order.
            const strip = picture.read({ left: 0, top: Math.floor(down / 4), width: across, height: 1 });
            const { channels, data: row } = strip;
            const ends = [0, 1].map((end) => [
              ...row.subarray(end * (across - 1) * channels, end * (across - 1) * channels + 3),
            ]);
            picture.close();
            return { across, down, full, dots, ends };
          }, file.toString('base64'));
          const { across, down, full, dots, ends } = found;
          expect(full, name).toEqual([height, width]);
          expect(Math.abs(across / down / ratio - 1), name).toBeLessThan(0.001 + 1 / height);
          expect(quartersOf({ width: 2, height: 2, channels: 3, data: dots.flat() }), name).toEqual(quarters);
          const edge = quartersOf({ width: 2, height: 2, channels: 3, data: [...ends, ...ends].flat() });
          expect(edge.slice(0, 2), name).toEqual(quarters.slice(0, 2));
        }
      });
    });
  },
);
