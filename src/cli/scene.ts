/** `npm run -s scene -- SEED --out FILE.png --mask FILE.png --json`: paints one scene, tells its boxes and the class of each pixel. */
import { writeFileSync } from 'node:fs';
import { artists, labels } from '../../models/scenes/art.ts';
import { classColours, rgbOf } from '../../models/scenes/class-colours.ts';
import { classMask } from '../../models/scenes/mask.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../models/scenes/scene.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { encodeIndexedPng, encodePng, loadArt } from './scenes/art.ts';

const usage = `Usage: npm run -s scene -- SEED [--out FILE.png] [--mask FILE.png] [--size PIXELS] [--easy] [--artist NAME] [--layout] [--json]
  SEED      a whole number; 0 to 999999 are for training, from 1000000 validation, from 2000000 test
  --mask    writes the class of each pixel: 0 for none of the twelve, else the label's place from 1, as a PNG with a palette
  --size    side in pixels, 32 to 2048 (512)
  --artist  one of ${artists.map((a) => a.id).join(', ')}; without it, all that may be trained on`;

const options = {
  out: { type: 'string' },
  mask: { type: 'string' },
  size: { type: 'string' },
  artist: { type: 'string' },
  easy: { type: 'boolean' },
  layout: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

function fail(message: string): never {
  throw new Complaint(`${message}\n\n${usage}`);
}

await complain(async () => {
  const { values, positionals } = commandLine('scene', options, 1);
  if (values.layout && !values.json) fail('--layout is a part of --json: say both.');
  const seed = Number(positionals[0]);
  const size = Number(values.size ?? 512);
  if (positionals[0] === undefined || !Number.isSafeInteger(seed) || seed < 0)
    fail('A scene needs one seed, a whole number from 0 up.');
  if (!Number.isInteger(size) || size < 32 || size > 2048)
    fail(`The size ${values.size ?? ''} is not a whole number from 32 to 2048.`);
  const artist = artists.find((a) => a.id === values.artist)?.id;
  if (values.artist !== undefined && !artist) fail(`There are no stickers by "${values.artist}".`);
  const art = await loadArt();
  const layout = scene(seed, art, {
    difficulty: values.easy ? 'easy' : 'hard',
    artists: artist ? [artist] : trainingArtists,
  });
  const painted = paint(layout, size, art);
  const { rgb, boxes } = painted;
  if (values.out) writeFileSync(values.out, encodePng(rgb, size, size));
  if (values.mask) {
    const classes = classMask(layout, painted);
    writeFileSync(values.mask, encodeIndexedPng(classes, size, size, classColours.map(rgbOf)));
  }
  const named = boxes.map(({ label, box, visible, sticker }) => ({
    label: labels[label],
    box,
    visible,
    artist: layout.stickers[sticker]!.artist,
    name: layout.stickers[sticker]!.name,
  }));
  if (values.json)
    console.log(JSON.stringify({ seed, size, boxes: named, ...(values.layout ? { layout } : {}) }, null, 2));
  else
    for (const { label, box, artist: by } of named)
      console.log(`${label} by ${by}: ymin xmin ymax xmax = ${box.join(' ')}`);
});
