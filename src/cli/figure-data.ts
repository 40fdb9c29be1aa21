// npm run figure-data: runs the shipped EfficientNet-B0 on one photograph and writes what the figures of its chapter show
// before a reader has run anything: one value of every operator worked out, the five best classes with their activation
// maps, the feature maps and gates of one block.
import { mkdirSync, writeFileSync } from 'node:fs';
import { activationPicture, cropPicture, featureSheet, poster } from './figure-data/poster.ts';
import { runB0 } from './figure-data/run-b0.ts';
import { reaches, topLabel, workedValues } from './figure-data/worked-values.ts';

const picture = 'coffee';
const root = new URL('../../', import.meta.url);
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
const write = (where: URL, content: string | Buffer): void => {
  writeFileSync(where, content);
  process.stdout.write(
    `${where.pathname.slice(root.pathname.length)}  ${content.length.toLocaleString('en-US')}\n`,
  );
};
mkdirSync(folder, { recursive: true });
write(new URL('worked-values.json', folder), `${JSON.stringify(worked)}\n`);
write(new URL('poster.json', folder), `${JSON.stringify(poster(run, picture))}\n`);
write(new URL('feature-maps.png', folder), await featureSheet(run, 8));
write(new URL('activation.png', folder), await activationPicture(run));
write(new URL('crop.jpg', folder), await cropPicture(run));
