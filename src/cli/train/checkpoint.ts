import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Card, CardMeasurement, CardPixels, CardSeed } from '../../../models/checkpoints/card.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { writeWeights } from '../../../models/checkpoints/write-weights.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { labels } from '../../../models/scenes/art.ts';
import {
  backboneCheckpoint,
  foldTrained,
  ownParameters,
  type StickerDetector,
  stickerGraph,
} from '../../../models/training/detectors.ts';
import {
  pixelClasses,
  type StickerSegmenter,
  segmenterGraph,
  standsOnBackbone,
} from '../../../models/training/segmenters.ts';
import { type StickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';
import { rounded } from '../evaluate/card-row.ts';

interface Evaluation {
  size: number;
  scenes: number;
  AP: number;
  AP50: number;
  AP75: number;
  /** Null where no object has that size. */
  'AP small': number | null;
  'AP medium': number | null;
  'AP large': number | null;
  interval: [number, number];
  bootstrap: NonNullable<CardMeasurement['bootstrap']>;
}

/** What a card says of a network that was trained here, besides what the training itself tells. */
interface About extends Pick<Card, 'task' | 'title' | 'classes' | 'labels' | 'measured' | 'measuredPixels'> {
  /** The folder's name, and the network's. */
  readonly name: string;
  /** Side of the pictures that it is meant for. */
  readonly resolution: number;
  /** What of it was trained. */
  readonly trained: string;
  /** False where that is all of it: no backbone lies frozen below. */
  readonly standsAlone?: boolean;
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly scenes: NonNullable<Card['training']>['scenes'];
}

/** How what was trained is kept. */
type Write = (about: About, graphs: readonly Graph[], trained: string, folder: string) => void;

/** Writes a detector's checkpoint and card from what `train.py` and `evaluate.py` left in a folder. */
export function writeDetector(detector: StickerDetector, trained: string, folder: string): void {
  const { sizes, ...recipe } = detector.recipe;
  const scenes = Object.entries(sizes).map(([size, { from, count }]) => [size, { firstSeed: from, count }]);
  const evaluations = readJson<Record<string, Evaluation>>(join(trained, 'evaluation.json'));
  const { anchorScale } = detector;
  const about: About = {
    name: detector.name,
    title: detector.title,
    task: 'detection',
    classes: labels.length,
    labels,
    resolution: detector.resolution,
    trained: 'Neck and heads',
    recipe: { ...recipe, ...(anchorScale !== undefined && { anchorScale }) },
    scenes: Object.fromEntries(scenes),
    measured: Object.entries(evaluations).map(([name, e]) => measurement(name, e)),
  };
  writeCheckpoint(about, [stickerGraph(detector)], trained, folder);
}

/** The same for one that looks twice, from what `two_stage.py` and `evaluate_regions.py` left. */
export function writeTwoStage(
  detector: StickerTwoStage,
  trained: string,
  folder: string,
  write: Write,
): void {
  const { scenes, ...recipe } = detector.recipe;
  const evaluations = readJson<Record<string, Evaluation>>(join(trained, 'evaluation.json'));
  const { picture, region } = twoStageGraphs(detector);
  const about: About = {
    name: detector.name,
    title: detector.title,
    task: 'twoStageDetection',
    classes: labels.length,
    labels,
    resolution: detector.resolution,
    trained: 'Both stages',
    recipe,
    scenes: { [detector.resolution]: { firstSeed: scenes.from, count: scenes.count } },
    measured: Object.entries(evaluations).map(([name, e]) => measurement(name, e)),
  };
  write(about, [picture, region], trained, folder);
}

/** The same for a network that names pixels, from what `segment.py` and `evaluate_pixels.py` left. */
export function writeSegmenter(
  segmenter: StickerSegmenter,
  trained: string,
  folder: string,
  write: Write,
): void {
  const { scenes, ...recipe } = segmenter.recipe;
  const measured = readJson<Record<string, CardPixels>>(join(trained, 'evaluation.json'));
  const about: About = {
    name: segmenter.name,
    title: segmenter.title,
    task: 'segmentation',
    classes: pixelClasses.length,
    labels: pixelClasses,
    resolution: segmenter.resolution,
    trained: standsOnBackbone(segmenter) ? 'Neck and head' : 'All of it',
    standsAlone: !standsOnBackbone(segmenter),
    recipe,
    scenes: { [segmenter.resolution]: { firstSeed: scenes.from, count: scenes.count } },
    measuredPixels: Object.values(measured).map((row) => ({
      ...row,
      miou: rounded(row.miou),
      interval: [rounded(row.interval[0]), rounded(row.interval[1])],
      right: rounded(row.right),
      iou: row.iou.map((value) => rounded(value)),
    })),
  };
  write(about, [segmenterGraph(segmenter)], trained, folder);
}

/** What lies below what was trained. */
const below = 'the backbone is the frozen EfficientNet-B0 that ships with the site';
const alone = 'no layer of it has seen anything else';

/** What a training tells of itself. */
interface Facts {
  readonly steps: number;
  readonly scenesSeen: number;
  readonly minutes: number;
  readonly device: string;
  /** Part of a class's log weight that was taken back in the last layer, chosen on validation scenes. */
  readonly takenBack?: number;
}

function readJson<Value>(file: string): Value {
  return JSON.parse(readFileSync(file, 'utf8')) as Value;
}

/** What was trained, folded and rounded to float16 as it ships; a detector that looks twice has two graphs. */
function shipped(graphs: readonly Graph[], trained: string): Uint8Array {
  const source = new Uint8Array(readFileSync(join(trained, 'trained.safetensors')));
  const file = openCheckpoint([{ name: 'trained.safetensors', bytes: source }]);
  const raw = new Map(file.tensors.map((tensor) => [tensor.name, tensor.read()] as const));
  const parameters = graphs.flatMap(ownParameters);
  const folded = new Map(graphs.flatMap((graph) => [...foldTrained(graph, raw)]));
  return writeWeights({ parameters }, folded, 'float16');
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a training tells of itself, as cards say it. */
function toldOf({ steps, scenesSeen, minutes, device }: Facts) {
  const machine = device === 'cuda' ? 'one GPU' : 'one thread of a shared two-core x86-64 machine with AVX2';
  return { steps, scenesSeen, minutes, machine };
}

/** Adds another seed's training to the card of a checkpoint that stands; its weights are not kept. */
export const writeSeed: Write = ({ recipe, measured, measuredPixels }, graphs, trained, folder) => {
  const file = join(folder, 'card.json');
  const card = readJson<Card>(file);
  const seed = recipe.seed as number;
  const facts = readJson<Facts>(join(trained, 'training.json'));
  const own: CardSeed = {
    seed,
    sha256: hashOf(shipped(graphs, trained)),
    ...toldOf(facts),
    ...(measured && { measured }),
    ...(measuredPixels && { measuredPixels }),
  };
  const others = (card.otherSeeds ?? []).filter((each) => each.seed !== seed);
  const otherSeeds = [...others, own].toSorted((a, b) => a.seed - b.seed);
  writeFileSync(file, `${JSON.stringify({ ...card, otherSeeds }, null, 2)}\n`);
};

/** Writes what was trained with its card. */
export const writeCheckpoint: Write = (about, graphs, trained, folder) => {
  const bytes = shipped(graphs, trained);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'weights.safetensors'), bytes);
  const facts = readJson<Facts>(join(trained, 'training.json'));
  const { name, title, task, classes, labels, resolution, recipe, scenes, measured, measuredPixels } = about;
  const card: Card = {
    id: name,
    title,
    task,
    network: name,
    classes,
    labels,
    input: {
      height: resolution,
      width: resolution,
      mean: [0.485, 0.456, 0.406],
      std: [0.229, 0.224, 0.225],
      interpolation: 'bilinear',
    },
    weights: {
      file: 'weights.safetensors',
      dtype: 'float16',
      bytes: bytes.byteLength,
      sha256: hashOf(bytes),
    },
    ...(!about.standsAlone && { standsOn: backboneCheckpoint }),
    upstream: {
      title: 'Trained by this project',
      url: '',
      version: '',
      origin: `${about.trained} trained from random numbers on generated sticker scenes; ${about.standsAlone ? alone : below}.`,
    },
    licence: 'Apache-2.0; the stickers it was trained on are credited in models/scenes/sprites/CREDITS.md',
    accuracy: null,
    training: {
      recipe: { ...recipe, ...(facts.takenBack !== undefined && { takenBack: facts.takenBack }) },
      scenes,
      ...toldOf(facts),
    },
    ...(measured && { measured }),
    ...(measuredPixels && { measuredPixels }),
  };
  writeFileSync(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
};

function measurement(name: string, e: Evaluation): CardMeasurement {
  const artist = name.split(' ')[1] ?? null;
  return {
    partition: 'test',
    artist,
    size: e.size,
    scenes: e.scenes,
    firstSeed: 2_000_000,
    ap: rounded(e.AP),
    interval: [rounded(e.interval[0]), rounded(e.interval[1])],
    bootstrap: e.bootstrap,
    ap50: rounded(e.AP50),
    ap75: rounded(e.AP75),
    small: rounded(e['AP small']),
    medium: rounded(e['AP medium']),
    large: rounded(e['AP large']),
  };
}
