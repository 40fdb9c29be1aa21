import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { cardsByFolder } from '../../../models/checkpoints/card.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { decodePng } from '../../../models/scenes/png.ts';
import { partitionOf } from '../../../models/scenes/seeds.ts';
import { turned } from '../../../models/study/networks.ts';
import { studyArtists, studyPicture } from '../../../models/study/picture.ts';
import { readShipped, shippedNames } from '../../cli/shipped.ts';
import { loadStudyArt } from '../../cli/study/pictures.ts';
import found from '../../parts/study/painted-samples.json' with { type: 'json' };
import { paintedSamplesFor } from '../../parts/study/painted-samples.ts';
import { shippedStudies, studyOffers, wantedStudies } from './ours.ts';
import { classifierSchema } from './view.ts';

const cards = cardsByFolder(
  Object.fromEntries(shippedNames().map((id) => [`${id}/card.json`, readShipped(id).card])),
);
const offers = studyOffers(cards);

test('our networks of the study are offered by their cards, those that cost least first', () => {
  expect(offers.map(({ id }) => id)).toEqual(expect.arrayContaining(['study-resolution-32', 'study-base']));
  const costs = offers.map(({ id }) => cards.get(id)!.study!.record.multiplyAdds);
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  const base = offers.find(({ id }) => id === 'study-base')!;
  expect(base).toMatchObject({ title: 'Our base', side: 48, pictures: 6016, licence: 'Apache-2.0' });
  expect(shippedStudies([base])[0]?.accuracy).toMatch(/^[\d.]+\s?% of 6,016 painted test pictures/);
  expect(wantedStudies([base])[0]).toMatchObject({ short: 'our base', painted: { side: 48, task: 'whole' } });
});

test('a network is shown pictures of its own side and of kinds that it knows', () => {
  for (const { side } of offers) expect(paintedSamplesFor({ side, task: 'whole' })[0]?.side).toBe(side);
  for (const side of turned.resolution) {
    const easy = paintedSamplesFor({ side, task: 'easy' });
    expect(easy.length).toBeGreaterThanOrEqual(4);
    expect(easy.every((each) => each.kind < 16 && each.side === side)).toBe(true);
  }
  expect(paintedSamplesFor({ side: 500, task: 'whole' })[0]?.side).toBe(found.sides.at(-1));
});

test('an address can name each picture, and no other', () => {
  const { sticker } = classifierSchema.properties;
  expect(sticker.clamp(99)).toBe(found.pictures.length - 1);
});

test('the pictures are those of their test seeds, to the pixel', async () => {
  const { study, artOf } = await loadStudyArt();
  for (const [i, { seed, kind }] of found.pictures.entries()) {
    expect(partitionOf(seed)).toBe('test');
    const picture = studyPicture(seed, 'whole', studyArtists.known, study);
    expect(picture.kind).toBe(kind);
    for (const side of found.sides) {
      const path = new URL(`../../../public/painted/${i}-${side}.png`, import.meta.url);
      const { data } = await decodePng(readFileSync(path), inflateSync);
      const { rgb } = paint(picture.layout, side, artOf(picture.layout.stickers));
      expect(Buffer.compare(Buffer.from(data), Buffer.from(rgb)), `${i} at ${side}`).toBe(0);
    }
  }
});
