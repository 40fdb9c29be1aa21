// npm run figure-data [b0 | sticker-table | mix-two-maps | photographs | inside-neck | live-detector | average-precision | train-a-head | regions | two-paths | train-one | painted-samples | two-looks-swept]: makes what figures show before a reader has run anything.
// b0: runs the shipped EfficientNet-B0 on one photograph and writes what the figures of its chapter show
// first: one value of every operator worked out, the five best classes with their activation maps, the feature maps and
// gates of one block.
// sticker-table: paints the first table, runs the best sticker detector on it and sweeps one sticker through all sizes.
// train-a-head: trains the first head on portraits of stickers and judges it, by the same hands and by another; trains one of all twelve
// classes, and counts how many planted leaks are found.
// photographs: looks for stickers in the photographs that ship. inside-neck: opens the best detector's neck on one scene.
// mix-two-maps: runs our best detector, whose fusion is weighted, on one test scene and keeps two maps that it mixes.
// live-detector: paints the scenes that ship, and keeps the boxes and level maps of the best sticker detector on one of them.
// regions: runs the better detector that looks twice on a scene, keeps its map and regions, and draws the map that the scene's boxes ask for.
// two-paths: brings the first picture to the cells of the map that is looked at first.
// two-looks-swept: measures the detectors that look twice by how many regions reach the second look, on 1,000 test scenes.
// painted-samples: paints test pictures of the scaling study for the networks of it that run in the page.
// average-precision: measures two sticker detectors at the ten thresholds, keeps ranked lists of one, and its boxes on one scene.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { averagePrecisions } from './figure-data/average-precision.ts';
import { bestDetector, detectorPoster, scenePictures } from './figure-data/detector-poster.ts';
import { everyPixel } from './figure-data/every-pixel.ts';
import { insideNeck } from './figure-data/inside-neck.ts';
import { neckMaps } from './figure-data/neck-maps.ts';
import { paintedSamples } from './figure-data/painted-samples.ts';
import { searchPhotographs } from './figure-data/photographs.ts';
import { pictureCells } from './figure-data/picture-cells.ts';
import { activationPicture, cropPicture, featureSheet, poster } from './figure-data/poster.ts';
import { regionScene } from './figure-data/region-scene.ts';
import { runB0 } from './figure-data/run-b0.ts';
import { drawings, tablePicture, tablePoster, tray } from './figure-data/sticker-table.ts';
import { measuredHeads, trainPoster } from './figure-data/train-a-head.ts';
import { taskSheets } from './figure-data/train-one.ts';
import { twoLooks } from './figure-data/two-looks.ts';
import { sweptRegions } from './figure-data/two-looks-swept.ts';
import { reaches, topLabel, workedValues } from './figure-data/worked-values.ts';
import { loadArt } from './scenes/art.ts';

const root = new URL('../../', import.meta.url);
const write = (where: URL, content: string | Buffer): void => {
  // What moved elsewhere since is not replaced, and nobody reads what is written here.
  const before = existsSync(where) ? '' : '  new';
  writeFileSync(where, content);
  process.stdout.write(
    `${where.pathname.slice(root.pathname.length)}  ${content.length.toLocaleString('en-US')}${before}\n`,
  );
};

async function b0(): Promise<void> {
  const picture = 'coffee';
  const folder = new URL('src/parts/b0-run/', root);
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
  const parts = new URL('src/parts/stickers/', root);
  const art = await loadArt();
  write(new URL('drawings.json', parts), `${JSON.stringify(drawings(art))}\n`);
  write(new URL('poster.json', folder), `${JSON.stringify(await tablePoster(art))}\n`);
  write(new URL('poster.webp', folder), await tablePicture(art));
  write(new URL('tray.webp', parts), await tray(art));
}

async function mixTwoMaps(): Promise<void> {
  const folder = new URL('src/figures/mix-two-maps/', root);
  const { data, files } = await neckMaps();
  const { maps, ...recorded } = data;
  write(new URL('recorded.json', folder), `${JSON.stringify(recorded, null, 2)}\n`);
  write(new URL('maps.json', folder), `${JSON.stringify(maps)}\n`);
  for (const [name, content] of files) write(new URL(name, folder), content);
}

async function photographs(): Promise<void> {
  const found = await searchPhotographs(0.2);
  write(new URL('models/facts/photographs/found.json', root), `${JSON.stringify(found)}\n`);
}

async function neck(): Promise<void> {
  const folder = new URL('src/figures/inside-neck/', root);
  const made = await insideNeck();
  write(new URL('poster.json', folder), `${JSON.stringify(made.poster)}\n`);
  write(new URL('scene.png', folder), made.scene);
  write(new URL('maps.png', folder), made.maps);
}

async function liveDetector(): Promise<void> {
  const folder = new URL('src/parts/d0-run/', root);
  const scenes = new URL('src/parts/pictures/scenes/', root);
  const pictures = await scenePictures();
  for (const [name, bytes] of pictures) write(new URL(name, scenes), bytes);
  const [first = ''] = pictures.keys();
  const file = new URL(first, scenes).pathname;
  const { poster: shown, sheets } = await detectorPoster(bestDetector(), first.replace('.jpg', ''), file);
  write(new URL('poster.json', folder), `${JSON.stringify(shown)}\n`);
  for (const [name, bytes] of sheets) write(new URL(`levels/${name}`, folder), bytes);
}

async function precision(): Promise<void> {
  const { measured, ranked, scene } = await averagePrecisions();
  const json = (name: string, value: unknown) => {
    const file = new URL(`src/figures/${name}`, root);
    mkdirSync(new URL('.', file), { recursive: true });
    write(file, `${JSON.stringify(value)}\n`);
  };
  json('ten-thresholds/measured.json', measured);
  json('ten-thresholds/scene.json', scene);
  json('ranked-list/lists.json', ranked);
}

async function trainAHead(): Promise<void> {
  const folder = new URL('src/figures/train-a-head/', root);
  const made = await trainPoster();
  write(new URL('poster.json', folder), `${JSON.stringify(made.poster)}\n`);
  write(new URL('poster.webp', folder), made.sheet);
  write(new URL('measured.json', folder), `${JSON.stringify(await measuredHeads(), null, 2)}\n`);
}

async function pixels(): Promise<void> {
  const folder = new URL('src/figures/every-pixel/', root);
  const made = await everyPixel(await loadArt());
  write(new URL('poster.json', folder), `${JSON.stringify(made.poster)}\n`);
  write(new URL('found.png', folder), made.found);
  write(new URL('there.png', folder), made.there);
  write(new URL('scene.webp', folder), made.scene);
}

async function looks(): Promise<void> {
  const folder = new URL('src/figures/two-looks/', root);
  const made = await twoLooks(await loadArt());
  write(new URL('poster.json', folder), `${JSON.stringify(made.poster)}\n`);
  write(new URL('scene.webp', folder), made.scene);
}

async function swept(): Promise<void> {
  const made = await sweptRegions(await loadArt());
  write(new URL('src/figures/two-looks/swept.json', root), `${JSON.stringify(made, null, 2)}\n`);
}

async function regions(): Promise<void> {
  const folder = new URL('src/figures/regions/', root);
  const made = await regionScene(await loadArt());
  write(new URL('truth.json', folder), `${JSON.stringify(made.truth)}\n`);
  write(new URL('scene.webp', folder), made.scene);
  write(new URL('sheet.png', folder), made.sheet);
  write(new URL('network.json', folder), `${JSON.stringify(made.network)}\n`);
  write(new URL('given.webp', folder), made.given);
  for (const [of, sheet] of made.sheets.entries()) write(new URL(`channels-${of + 1}.png`, folder), sheet);
}

async function paths(): Promise<void> {
  write(new URL('src/figures/two-paths/cells.png', root), await pictureCells(root));
}

async function trainOne(): Promise<void> {
  const folder = new URL('src/figures/train-one/', root);
  const { shown, files } = await taskSheets();
  write(new URL('shown.json', folder), `${JSON.stringify(shown)}\n`);
  for (const [name, bytes] of files) write(new URL(name, folder), bytes);
}

/** JSON for a person: a list of numbers in one line, as the lint would have it. */
const readable = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/\[[\s\d.,-]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );

async function painted(): Promise<void> {
  const { samples, files } = await paintedSamples();
  write(new URL('src/parts/study/painted-samples.json', root), `${readable(samples)}\n`);
  const folder = new URL('public/painted/', root);
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) write(new URL(name, folder), Buffer.from(bytes));
}

const commands = {
  b0,
  'sticker-table': stickerTable,
  'mix-two-maps': mixTwoMaps,
  photographs,
  'inside-neck': neck,
  'live-detector': liveDetector,
  'average-precision': precision,
  'train-a-head': trainAHead,
  'every-pixel': pixels,
  'two-looks': looks,
  'two-looks-swept': swept,
  regions,
  'two-paths': paths,
  'train-one': trainOne,
  'painted-samples': painted,
};
await complain(async () => {
  const [wanted] = commandLine('figure-data', {}, 1).positionals;
  if (wanted !== undefined && !Object.hasOwn(commands, wanted))
    throw new Complaint(
      `There is no figure “${wanted}” to make data for: ${Object.keys(commands).join(', ')}.`,
    );
  for (const [name, make] of Object.entries(commands))
    if (wanted === undefined || wanted === name) await make();
});
