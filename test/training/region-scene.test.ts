import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerOf } from '../../models/graph/answers.ts';
import { labels } from '../../models/scenes/art.ts';
import { findStickerTwoStage, twoStageGraphs } from '../../models/training/two-stage.ts';
import { loadTwoStage } from '../../src/cli/evaluate/two-stage.ts';
import type { LookedTwice } from '../../src/cli/look-twice.ts';
import { regionOf } from '../../src/figures/regions/logic.ts';
import file from '../../src/figures/regions/network.json' with { type: 'json' };
import { builtLook, mostSteps, type NetworkFile, readMapOf } from '../../src/figures/regions/network.ts';
import { channelSheet } from '../../src/figures/regions/sheet.ts';
import { stage } from '../../src/figures/regions/view.ts';

// What the page shows of a network's map before anything ran is what the network gives of the picture that ships.
const shown = file as unknown as NetworkFile;
const folder = new URL('../../src/figures/regions/', import.meta.url);
const detector = findStickerTwoStage(shown.checkpoint)!;
let looked: LookedTwice;

beforeAll(async () => {
  const { data, info } = await sharp(new URL('given.webp', folder).pathname)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([shown.picture, shown.picture]);
  const network = await loadTwoStage(detector, shown.picture);
  looked = await network.look({
    width: info.width,
    height: info.height,
    channels: 3,
    data: new Uint8Array(data),
  });
}, 120_000);

describe('the map of the figure “regions”', () => {
  it('is the network’s, to half a step', () => {
    const map = looked.first[looked.answer.map]!;
    const { read } = builtLook(shown, stage.width);
    expect(read.map.shape).toEqual(map.shape);
    const channels = map.shape[2];
    let worst = 0;
    map.data.forEach((value, at) => {
      const step = shown.largest[at % channels]! / mostSteps;
      worst = Math.max(worst, Math.abs(value - read.map.data[at]!) / step);
    });
    expect(worst).toBeLessThan(0.51);
  });

  it('has the regions that the network proposes, and what its second look says of them', () => {
    const classes = answerOf(twoStageGraphs(detector).region, 'regionClasses')!;
    expect(classes.background).toBe('last');
    const wide = looked.logits.length / looked.regions.length;
    expect(looked.regions).toHaveLength(shown.proposals.length);
    looked.regions.forEach(({ box, score }, region) => {
      const kept = shown.proposals[region]!;
      box.forEach((edge, i) => {
        expect(Math.abs(edge - kept.box[i]!)).toBeLessThan(0.02);
      });
      expect(score).toBeCloseTo(kept.score, 3);
      const row = looked.logits.subarray(region * wide, (region + 1) * wide);
      const sum = row.reduce((all, logit) => all + Math.exp(logit), 0);
      for (const [name, probability] of kept.weighed) {
        const label = name === null ? wide - 1 : (labels as readonly string[]).indexOf(name);
        expect(Math.exp(row[label]!) / sum).toBeCloseTo(probability, 3);
      }
    });
  });

  it('is read as the network’s second look reads it', () => {
    const { shape, data } = looked.first[looked.answer.map]!;
    const read = readMapOf({ shape, data: Float64Array.from(data) }, shown, stage.width);
    const [rows, columns, channels] = looked.bins.shape;
    const times = stage.width / shown.picture;
    for (const region of [0, 1, looked.regions.length - 1]) {
      const [ymin, xmin, ymax, xmax] = looked.regions[region]!.box;
      const box = [times * ymin, times * xmin, times * ymax, times * xmax] as const;
      for (let of = 0; of < channels; of++)
        regionOf(read, box, of, 'largest').bins.forEach(({ value }, bin) => {
          const own = looked.bins.data[region * rows * columns * channels + bin * channels + of]!;
          expect(Math.abs(value - own)).toBeLessThan(1e-3);
        });
    }
  });

  it('is drawn so', async () => {
    const { read } = builtLook(shown, stage.width);
    for (let of = 0; of < shown.channels; of++) {
      const wanted = channelSheet(read, of);
      const drawn = await sharp(new URL(`channels-${of + 1}.png`, folder).pathname)
        .ensureAlpha()
        .raw()
        .toBuffer();
      expect(Buffer.from(wanted.pixels.buffer).equals(drawn)).toBe(true);
    }
  });
});
