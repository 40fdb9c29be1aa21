// npm run -s evaluate -- NAME… [--scenes N] [--first SEED] [--size PIXELS] [--artist NAME] [--draws N] [--regions N] [--json] [--card]
// Networks of the study (study-base) are asked for pictures, --scenes of them, at their own size; their cards are written by `npm run study -- NAME --ship`.
import { readFileSync, writeFileSync } from 'node:fs';
import { MatchedPictures } from '../../models/answers/average-precision.ts';
import { type Bootstrap, precisionInterval } from '../../models/answers/bootstrap.ts';
import type { Detections } from '../../models/answers/detections.ts';
import { type Card, type CardMeasurement, parseCard } from '../../models/checkpoints/card.ts';
import type { PictureBytes } from '../../models/preprocess/automl.ts';
import { artists, labels } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../models/scenes/scene.ts';
import { partitionOf, partitions } from '../../models/scenes/seeds.ts';
import {
  findStickerDetector,
  type StickerDetector,
  stickerDetectors,
} from '../../models/training/detectors.ts';
import { findStickerSegmenter, stickerSegmenters } from '../../models/training/segmenters.ts';
import { findStickerTwoStage, type StickerTwoStage } from '../../models/training/two-stage.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain, numberOption } from './complaint.ts';
import { rounded, withRow } from './evaluate/card-row.ts';
import type { Scenes } from './evaluate/scenes.ts';
import { evaluateSegmenters, printSegmenter, writePixels } from './evaluate/segmenters.ts';
import { loadStickerNetworks } from './evaluate/sticker-network.ts';
import { evaluateStudy, isOfStudy, type NamingReport, printNaming, usualPictures } from './evaluate/study.ts';
import { loadTwoStage } from './evaluate/two-stage.ts';
import { loadArt } from './scenes/art.ts';

/** What finds boxes in stickers' scenes, in one look or two. */
type Detector = StickerDetector | StickerTwoStage;

function whole(key: string, value: string | undefined, otherwise: number, least: number): number {
  const number = numberOption(key, value) ?? otherwise;
  if (!Number.isSafeInteger(number) || number < least)
    throw new Complaint(`--${key} must be a whole number of at least ${least}.`);
  return number;
}

/** Detectors that look once stand on one backbone, which runs once a picture; those that look twice run one after the other. */
async function finder(detectors: readonly Detector[], { size, regions }: Scenes) {
  const two = detectors.flatMap(({ name }) => findStickerTwoStage(name) ?? []);
  if (two.length === 0) return loadStickerNetworks(detectors as readonly StickerDetector[], size);
  const networks = await Promise.all(two.map((each) => loadTwoStage(each, size)));
  return async (picture: PictureBytes) => {
    const found: Detections[] = [];
    for (const network of networks)
      found.push(await network.detect(picture, regions === undefined ? {} : { kept: regions }));
    return found;
  };
}

/** What every detector finds in every scene, matched to what is there. */
async function examine(detectors: readonly Detector[], scenes: Scenes): Promise<MatchedPictures[]> {
  const { first, count, size, artist } = scenes;
  const find = await finder(detectors, scenes);
  const art = await loadArt();
  const matched = detectors.map(() => new MatchedPictures(labels.length));
  for (let seed = first; seed < first + count; seed++) {
    const layout = scene(seed, art, { artists: artist === null ? trainingArtists : [artist] });
    const { rgb, boxes } = paint(layout, size, art);
    const found = await find({ width: size, height: size, channels: 3, data: rgb });
    found.forEach(({ detections }, i) => {
      matched[i]?.add({ detections, objects: boxes });
    });
    if (process.stderr.isTTY) process.stderr.write(`\r${seed - first + 1} of ${count} scenes`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  return matched;
}

function report({ name }: Detector, matched: MatchedPictures, scenes: Scenes, draws: number) {
  const { byLabel, ...result } = matched.precision();
  const interval = precisionInterval(matched, draws);
  return {
    network: name,
    size: scenes.size,
    scenes: scenes.count,
    firstSeed: scenes.first,
    partition: partitionOf(scenes.first),
    artist: scenes.artist,
    ...result,
    interval: interval && ([interval.low, interval.high] as const),
    bootstrap: { method: 'basic', draws, over: 'scenes' } satisfies Bootstrap,
    byLabel: Object.fromEntries(byLabel.map((value, i) => [labels[i], value])),
  };
}
type Report = ReturnType<typeof report>;

function print({ network, size, scenes, firstSeed, ...rest }: Report): void {
  const show = (value: number | null) => (value === null ? 'none to find' : value.toFixed(3));
  console.log(`${network} at ${size} px, ${scenes} scenes from seed ${firstSeed}`);
  const { ap, ap50, ap75, small, medium, large, interval, bootstrap } = rest;
  for (const [name, value] of Object.entries({ ap, ap50, ap75, small, medium, large }))
    console.log(`  ${name.padEnd(8)} ${show(value)}`);
  if (interval)
    console.log(
      `  95 %     ${show(interval[0])} to ${show(interval[1])}: ${bootstrap.method} bootstrap of AP, ${bootstrap.draws.toLocaleString('en')} draws over the scenes; training noise not included`,
    );
}

/** Writes the measurement into the detector's card, in place of the one of the same scenes. */
function writeCard(made: Report): void {
  const { partition, artist, size, scenes, firstSeed, interval, bootstrap } = made;
  if (interval === null || partition === null)
    throw new Complaint('There is no interval to write into a card.');
  const file = new URL(`../../models/checkpoints/${made.network}/card.json`, import.meta.url);
  const card: Card = parseCard(JSON.parse(readFileSync(file, 'utf8')), made.network);
  const row = {
    ...{ partition, artist, size, scenes, firstSeed },
    ap: rounded(made.ap),
    interval: [rounded(interval[0]), rounded(interval[1])] as const,
    bootstrap,
    ...{ ap50: rounded(made.ap50), ap75: rounded(made.ap75) },
    ...{ small: rounded(made.small), medium: rounded(made.medium), large: rounded(made.large) },
  };
  const measured = withRow<'ap', CardMeasurement>(card.measured ?? [], row, made.network, 'ap');
  writeFileSync(file, `${JSON.stringify({ ...card, measured }, null, 2)}\n`);
}

const options = {
  scenes: { type: 'string' },
  first: { type: 'string' },
  size: { type: 'string' },
  artist: { type: 'string' },
  draws: { type: 'string' },
  regions: { type: 'string' },
  json: { type: 'boolean' },
  card: { type: 'boolean' },
} as const;

complain(async () => {
  const { values, positionals, uses } = commandLine('evaluate', options, Number.POSITIVE_INFINITY);
  const known = stickerDetectors.slice(0, 4).map((each) => each.name);
  if (positionals.length === 0)
    throw new Complaint(
      `Name one of our own networks, such as ${[...known, ...stickerSegmenters.map(({ name }) => name), 'study-base'].join(', ')}.`,
    );
  const studied = positionals.filter(isOfStudy);
  const segmenters = positionals.flatMap((name) => findStickerSegmenter(name) ?? []);
  const twoStage = positionals.flatMap((name) => findStickerTwoStage(name) ?? []);
  if (Math.max(segmenters.length, twoStage.length, studied.length) % positionals.length !== 0)
    throw new Complaint(
      'Networks that name pictures, networks that name pixels, detectors that look once and detectors that look twice are measured differently: name one kind.',
    );
  const detectors: readonly Detector[] = positionals.flatMap((name): Detector | [] => {
    if (segmenters.length > 0 || studied.length > 0) return [];
    const detector = findStickerDetector(name) ?? findStickerTwoStage(name);
    if (!detector)
      throw new Complaint(`“${name}” is none of our own networks; there are ${known.join(', ')} and others.`);
    return detector;
  });
  const artist = artists.find((each) => each.id === values.artist);
  if (values.artist !== undefined && !artist)
    throw new Complaint(`There are no stickers by “${values.artist}”.`);
  const first = whole('first', values.first, partitions.test.first, 0);
  const draws = whole('draws', values.draws, 2000, 1);

  if (studied.length > 0) {
    uses('A network that names pictures', 'scenes', 'first', 'artist', 'draws', 'json');
    const count = whole('scenes', values.scenes, usualPictures, 1);
    const reports: NamingReport[] = [];
    for (const name of studied)
      reports.push(await evaluateStudy(name, { first, count, artist: artist?.id ?? null }, draws));
    if (values.json) console.log(JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2));
    else reports.forEach(printNaming);
    return;
  }
  const sides = new Set([...detectors, ...segmenters].map(({ resolution }) => resolution));
  if (sides.size > 1 && values.size === undefined)
    throw new Complaint(
      `These networks are meant for pictures of ${[...sides].join(' and ')} px; choose with --size.`,
    );
  const size = whole('size', values.size, [...sides][0] ?? 512, 128);
  if (size % 128 !== 0)
    throw new Complaint('--size must be a multiple of 128, the stride of the coarsest level.');
  if (values.regions !== undefined && (twoStage.length === 0 || values.card))
    throw new Complaint(
      values.card
        ? 'A card tells of a detector with its own number of regions: leave --regions out, or --card.'
        : '--regions is for detectors that look twice.',
    );
  const scenes: Scenes = {
    first,
    count: whole('scenes', values.scenes, 1000, 1),
    size,
    artist: artist?.id ?? null,
    ...(values.regions !== undefined && { regions: whole('regions', values.regions, 50, 1) }),
  };

  if (segmenters.length > 0) {
    const reports = await evaluateSegmenters(segmenters, scenes, draws);
    if (values.json) console.log(JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2));
    else reports.forEach(printSegmenter);
    if (values.card) reports.forEach(writePixels);
    return;
  }
  const matched = await examine(detectors, scenes);
  const reports = detectors.map((each, i) => report(each, matched[i]!, scenes, draws));
  if (values.json) console.log(JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2));
  else reports.forEach(print);
  if (values.card) reports.forEach(writeCard);
});
