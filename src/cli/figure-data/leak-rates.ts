import sharp, { type Sharp } from 'sharp';
import { leaks, sameFrom } from '../../../models/heads/leaks.ts';
import { sketchSize } from '../../../models/heads/sketch.ts';
import type { Part } from '../../../models/heads/split.ts';
import { type ArtistId, labels } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { portrait } from '../../../models/scenes/portrait.ts';
import { random } from '../../../models/scenes/random.ts';
import type { Pixels } from '../../engine/pictures/resample.ts';
import { loadArt } from '../scenes/art.ts';
import type { Backbone, Looks } from '../train-head/features.ts';

const imageOf = ({ data, width, height }: Pixels) => sharp(data, { raw: { width, height, channels: 3 } });

async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await sharp(await image.png().toBuffer())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) };
}

const asJpeg = async (image: Sharp, quality: number) =>
  pixelsOf(sharp(await image.jpeg({ quality }).toBuffer()));

/** A part of a picture: shares of its sides, from the left, from the top, and how much. */
function cropped(picture: Pixels, left: number, top: number, share: number): Sharp {
  const { width, height } = picture;
  const [x, y, across, down] = [left * width, top * height, share * width, share * height].map(Math.round);
  return imageOf(picture).extract({ left: x ?? 0, top: y ?? 0, width: across ?? 1, height: down ?? 1 });
}

function noisy(picture: Pixels, deviation: number, seed: number): Pixels {
  const r = random(seed, 9);
  const data = Uint8Array.from(picture.data, (value) =>
    Math.max(0, Math.min(255, Math.round(value + r.normal(deviation)))),
  );
  return { ...picture, data };
}

/** What may happen to a picture that then stands in another part. */
const changes: Readonly<Record<string, (picture: Pixels, seed: number) => Promise<Pixels>>> = {
  jpeg85: (picture) => asJpeg(imageOf(picture), 85),
  jpeg60: (picture) => asJpeg(imageOf(picture), 60),
  jpeg30: (picture) => asJpeg(imageOf(picture), 30),
  half: (picture) => pixelsOf(imageOf(picture).resize(128)),
  quarter: (picture) => pixelsOf(imageOf(picture).resize(64)),
  brighter: (picture) => pixelsOf(imageOf(picture).modulate({ brightness: 1.15 })),
  crop10: (picture) => pixelsOf(cropped(picture, 0.02, 0.06, 0.9)),
  crop20: (picture) => pixelsOf(cropped(picture, 0.12, 0.04, 0.8)),
  // The next frames of a camera: a little moved, lighter, noisy; the other turned as well.
  frame: async (picture, seed) =>
    noisy(await asJpeg(cropped(picture, 0.03, 0.02, 0.94).modulate({ brightness: 1.04 }), 85), 4, seed),
  turned: async (picture, seed) => {
    const turned = await pixelsOf(imageOf(picture).rotate(3, { background: '#888' }));
    return noisy(await asJpeg(cropped(turned, 0.05, 0.04, 0.9), 85), 4, seed);
  },
};

/** Portraits that are all different, and some of them once more, changed. */
interface PlantedSet {
  readonly artists: readonly ArtistId[];
  readonly firstSeed: number;
  /** Of each class: different portraits, and those that leak. */
  readonly each: number;
  readonly planted: number;
}

/** The thresholds were chosen on the first and are confirmed on the second: other artists, other seeds. */
export const leakSets: Readonly<Record<'chosen' | 'confirmed', PlantedSet>> = {
  chosen: { artists: ['noto', 'twemoji'], firstSeed: 1, each: 6, planted: 1 },
  confirmed: { artists: ['fluent-emoji', 'openmoji'], firstSeed: 5000, each: 6, planted: 1 },
};

/** How many leaks of a set are found, change by change, and how many pairs of different portraits are taken for one. */
export async function leakRates(backbone: Backbone, { artists, firstSeed, each, planted }: PlantedSet) {
  const art = await loadArt();
  const own: Looks[] = [];
  const again: Record<string, { readonly of: number; readonly looks: Looks }[]> = {};
  for (const label of labels.keys())
    for (let i = 0; i < each; i++) {
      const { rgb } = paint(portrait(firstSeed + i, label, artists, art).layout, 256, art);
      const picture: Pixels = { width: 256, height: 256, channels: 3, data: rgb };
      const of = own.push(await backbone.look(picture)) - 1;
      if (i >= planted) continue;
      for (const [change, make] of Object.entries(changes)) {
        const looks = await backbone.look(await make(picture, of));
        again[change] = [...(again[change] ?? []), { of, looks }];
      }
    }
  // Every pair of different portraits stands in two parts once: half of them here, half there, by each bit of their places.
  const mistaken = new Set<string>();
  for (let bit = 1; bit < own.length; bit *= 2) {
    const parts = own.map((_, i): Part => ((i & bit) === 0 ? 'train' : 'test'));
    for (const { a, b } of found(own, parts)) mistaken.add(`${a}/${b}`);
  }
  const rates = Object.entries(again).map(([change, doubles]) => {
    const pictures = doubles.flatMap(({ of, looks }) => [own[of] as Looks, looks]);
    // Each beside its own double alone, so that no other pair counts.
    const hits = doubles.filter(
      (_, i) => found(pictures.slice(2 * i, 2 * i + 2), ['train', 'test']).length > 0,
    );
    return { change, planted: doubles.length, found: hits.length };
  });
  const pairs = (own.length * (own.length - 1)) / 2;
  return { artists, portraits: own.length, pairs, mistaken: mistaken.size, rates, from: sameFrom };
}

function found(all: readonly Looks[], parts: readonly Part[]) {
  const width = all[0]?.features.length ?? 0;
  const features = new Float32Array(all.length * width);
  const sketches = new Float32Array(all.length * sketchSize);
  all.forEach((each, i) => {
    features.set(each.features, i * width);
    sketches.set(each.sketch, i * sketchSize);
  });
  return leaks({ features, width, sketches }, parts).pairs;
}
