// npm run figure-data [b0 | sticker-table]: makes what figures show before a reader has run anything.
// b0: runs the shipped EfficientNet-B0 on one photograph and writes what the figures of its chapter show
// first: one value of every operator worked out, the five best classes with their activation maps, the feature maps and
// gates of one block.
// sticker-table: paints the first table, runs the best sticker detector on it and sweeps one sticker through all sizes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { activationPicture, cropPicture, featureSheet, poster } from './figure-data/poster.ts';
import { runB0 } from './figure-data/run-b0.ts';
import { drawings, tablePicture, tablePoster, tray } from './figure-data/sticker-table.ts';
import { reaches, topLabel, workedValues } from './figure-data/worked-values.ts';
import { loadArt } from './scenes/art.ts';

const root = new URL('../../', import.meta.url);
const write = (where: URL, content: string | Buffer): void => {
  writeFileSync(where, content);
  process.stdout.write(
    `${where.pathname.slice(root.pathname.length)}  ${content.length.toLocaleString('en-US')}\n`,
  );
};

async function b0(): Promise<void> {
  const picture = 'coffee';
  const folder = new URL('src/figures/b0-run/', root);
  const run = await runB0(picture);
  const values = workedValues(run);
  const worked = {
    checkpoint: 'efficientnet-b0',
    picture,
    label: topLabel(run),
    values,
    reaches: reaches(run, values),
  };
  mkdirSync(folder, { recursive: true });
  write(new URL('worked-values.json', folder), `${JSON.stringify(worked)}\n`);
  write(new URL('poster.json', folder), `${JSON.stringify(poster(run, picture))}\n`);
  write(new URL('feature-maps.png', folder), await featureSheet(run, 8));
  write(new URL('activation.png', folder), await activationPicture(run));
  write(new URL('crop.jpg', folder), await cropPicture(run));
}

async function stickerTable(): Promise<void> {
  const folder = new URL('src/figures/sticker-table/', root);
  const art = await loadArt();
  write(new URL('drawings.json', folder), `${JSON.stringify(drawings(art))}\n`);
  write(new URL('poster.json', folder), `${JSON.stringify(await tablePoster(art))}\n`);
  write(new URL('poster.webp', folder), await tablePicture(art));
  write(new URL('tray.webp', folder), await tray(art));
}

const wanted = process.argv[2];
if (wanted !== 'sticker-table') await b0();
if (wanted !== 'b0') await stickerTable();
