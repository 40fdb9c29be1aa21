// npm run -s evaluate -- NAME [--scenes N] [--first SEED] [--size PIXELS] [--artist NAME] [--json]
import { parseArgs } from 'node:util';
import { averagePrecision, type Examined } from '../../models/answers/average-precision.ts';
import { artists, labels } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../models/scenes/scene.ts';
import { partitionOf, partitions } from '../../models/scenes/seeds.ts';
import { findStickerDetector, stickerDetectors } from '../../models/training/detectors.ts';
import { Complaint, complain, numberOption } from './complaint.ts';
import { loadStickerNetwork } from './evaluate/sticker-network.ts';
import { loadArt } from './scenes/art.ts';

function whole(key: string, value: string | undefined, otherwise: number, least: number): number {
  const number = numberOption(key, value) ?? otherwise;
  if (!Number.isSafeInteger(number) || number < least)
    throw new Complaint(`--${key} must be a whole number of at least ${least}.`);
  return number;
}

complain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      scenes: { type: 'string' },
      first: { type: 'string' },
      size: { type: 'string' },
      artist: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const detector = findStickerDetector(positionals[0] ?? '');
  if (!detector) {
    const known = stickerDetectors.slice(0, 4).map((each) => each.name);
    throw new Complaint(`Name one of our own detectors, such as ${known.join(', ')}.`);
  }
  const count = whole('scenes', values.scenes, 1000, 1);
  const first = whole('first', values.first, partitions.test.first, 0);
  const size = whole('size', values.size, detector.resolution, 128);
  if (size % 128 !== 0)
    throw new Complaint('--size must be a multiple of 128, the stride of the coarsest level.');
  const artist = artists.find((each) => each.id === values.artist);
  if (values.artist !== undefined && !artist)
    throw new Complaint(`There are no stickers by “${values.artist}”.`);

  const network = await loadStickerNetwork(detector, size);
  const art = await loadArt();
  const examined: Examined[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const layout = scene(seed, art, { artists: artist ? [artist.id] : trainingArtists });
    const { rgb, boxes } = paint(layout, size, art);
    const { detections } = await network.detect({ width: size, height: size, channels: 3, data: rgb });
    examined.push({ detections, objects: boxes });
    if (process.stderr.isTTY) process.stderr.write(`\r${examined.length} of ${count} scenes`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { byLabel, ...result } = averagePrecision(examined, labels.length);
  const report = {
    network: detector.name,
    size,
    scenes: count,
    firstSeed: first,
    partition: partitionOf(first),
    artist: artist?.id ?? null,
    ...result,
    byLabel: Object.fromEntries(byLabel.map((value, i) => [labels[i], value])),
  };
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else {
    const show = (value: number | null) => (value === null ? 'none to find' : value.toFixed(3));
    console.log(`${detector.name} at ${size} px, ${count} scenes from seed ${first}`);
    for (const [name, value] of Object.entries(result)) console.log(`  ${name.padEnd(8)} ${show(value)}`);
  }
});
