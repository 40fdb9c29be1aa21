import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { leaks, sameFrom } from '../../models/heads/leaks.ts';
import type { Part } from '../../models/heads/split.ts';
import type { Pixels } from '../../src/engine/pictures/resample.ts';
import { b0, portraitPixels } from './portrait-features.ts';

async function changed(picture: Pixels, change: (image: Sharp) => Sharp): Promise<Pixels> {
  const { width, height, data } = picture;
  const raw = { width, height, channels: 3 as const };
  const image = change(sharp(data, { raw }));
  const { data: out, info } = await sharp(await image.png().toBuffer())
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(out) };
}

test('the same picture once more, moved, made brighter or smaller is found in another part; other drawings are not', async () => {
  const own = await portraitPixels(0, 3, ['noto']);
  const again = [
    own,
    await changed(own, (image) => image.modulate({ brightness: 1.1 })),
    await changed(own, (image) => image.extract({ left: 4, top: 2, width: 250, height: 252 })),
    await changed(own, (image) => image.resize(200, 200)),
  ];
  const others = [];
  for (const label of [0, 1, 2])
    for (const seed of [11, 12, 13, 14]) others.push(await portraitPixels(label, seed, ['noto']));
  const backbone = await b0();
  const rows = [];
  for (const picture of [own, ...again, ...others]) rows.push(await backbone.features(picture));
  const features = new Float32Array(rows.flatMap((row) => [...row]));
  const parts: Part[] = rows.map((_, i) => (i === 0 ? 'test' : 'train'));
  const found = leaks(features, 1280, parts);
  expect(found.map(({ a, b }) => [a, b]).sort((x, y) => (x[1] ?? 0) - (y[1] ?? 0))).toEqual(
    again.map((_, i) => [0, i + 1]),
  );
  expect(found.every(({ likeness }) => likeness >= sameFrom && likeness <= 1)).toBe(true);
  // Within one part it is no leak.
  expect(
    leaks(
      features,
      1280,
      rows.map(() => 'train' as const),
    ),
  ).toEqual([]);
}, 60_000);
