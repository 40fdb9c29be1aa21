import type { LabelledFeatures } from '../../models/heads/softmax-regression.ts';
import type { ArtistId } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import { portrait } from '../../models/scenes/portrait.ts';
import { loadShipped } from '../../src/cli/loaded.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';
import { type Backbone, backboneOn } from '../../src/cli/train-head/features.ts';
import type { Pixels } from '../../src/engine/pictures/resample.ts';

/** Portraits of so many of the twelve classes, so many a class, by these artists. */
export interface PortraitSet {
  readonly classes: number;
  readonly each: number;
  readonly artists: readonly ArtistId[];
  readonly firstSeed: number;
}

/** The three sets that scikit-learn's optimum is known for (regressions-on-portraits.json). */
export const portraitSets: readonly PortraitSet[] = [
  { classes: 3, each: 8, artists: ['noto'], firstSeed: 1 },
  { classes: 4, each: 6, artists: ['twemoji', 'fluent-emoji'], firstSeed: 100 },
  { classes: 12, each: 2, artists: ['noto', 'openmoji'], firstSeed: 200 },
];

export async function portraitPixels(
  label: number,
  seed: number,
  artists: readonly ArtistId[],
  side = 256,
): Promise<Pixels> {
  const art = await loadArt();
  const { rgb } = paint(portrait(seed, label, artists, art).layout, side, art);
  return { width: side, height: side, channels: 3, data: rgb };
}

let backbone: Promise<Backbone> | undefined;

/** The shipped B0 up to its pooling, on WebAssembly. */
export const b0 = (): Promise<Backbone> => {
  backbone ??= useNodeBackend('wasm').then((runtime) => backboneOn(runtime, loadShipped('efficientnet-b0')));
  return backbone;
};

export async function portraitFeatures(set: PortraitSet): Promise<LabelledFeatures> {
  const { classes, each, artists, firstSeed } = set;
  const rows: Float32Array[] = [];
  const labels: number[] = [];
  for (let label = 0; label < classes; label++)
    for (let i = 0; i < each; i++) {
      rows.push((await (await b0()).look(await portraitPixels(label, firstSeed + i, artists))).features);
      labels.push(label);
    }
  const width = rows[0]?.length ?? 0;
  const features = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    features.set(row, i * width);
  });
  return { features, labels, width };
}
