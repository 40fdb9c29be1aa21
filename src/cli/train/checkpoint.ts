import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Card, CardMeasurement } from '../../../models/checkpoints/card.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { writeWeights } from '../../../models/checkpoints/write-weights.ts';
import { labels } from '../../../models/scenes/art.ts';
import {
  backboneCheckpoint,
  foldTrained,
  ownParameters,
  type StickerDetector,
  stickerGraph,
} from '../../../models/training/detectors.ts';
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

/** Folds what was trained, rounds it to float16 and writes it with its card. */
export function writeCheckpoint(detector: StickerDetector, trained: string, folder: string): void {
  const graph = stickerGraph(detector);
  const source = new Uint8Array(readFileSync(join(trained, 'trained.safetensors')));
  const file = openCheckpoint([{ name: 'trained.safetensors', bytes: source }]);
  const raw = new Map(file.tensors.map((tensor) => [tensor.name, tensor.read()] as const));
  const own = { ...graph, parameters: ownParameters(graph) };
  const bytes = writeWeights(own, foldTrained(graph, raw), 'float16');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'weights.safetensors'), bytes);
  const facts = JSON.parse(readFileSync(join(trained, 'training.json'), 'utf8')) as {
    steps: number;
    scenesSeen: number;
    minutes: number;
    device: string;
  };
  const evaluations = JSON.parse(readFileSync(join(trained, 'evaluation.json'), 'utf8')) as Record<
    string,
    Evaluation
  >;
  const { sizes, ...recipe } = detector.recipe;
  const card: Card = {
    id: detector.name,
    title: detector.title,
    task: 'detection',
    network: detector.name,
    classes: labels.length,
    labels,
    input: {
      height: detector.resolution,
      width: detector.resolution,
      mean: [0.485, 0.456, 0.406],
      std: [0.229, 0.224, 0.225],
      interpolation: 'bilinear',
    },
    weights: {
      file: 'weights.safetensors',
      dtype: 'float16',
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    standsOn: backboneCheckpoint,
    upstream: {
      title: 'Trained by this project',
      url: '',
      version: '',
      origin:
        'Neck and heads trained from random numbers on generated sticker scenes; the backbone is the frozen EfficientNet-B0 that ships with the site.',
    },
    licence: 'Apache-2.0; the stickers it was trained on are credited in models/scenes/sprites/CREDITS.md',
    accuracy: null,
    training: {
      recipe: { ...recipe },
      scenes: Object.fromEntries(
        Object.entries(sizes).map(([size, { from, count }]) => [size, { firstSeed: from, count }]),
      ),
      steps: facts.steps,
      scenesSeen: facts.scenesSeen,
      minutes: facts.minutes,
      machine:
        facts.device === 'cuda' ? 'one GPU' : 'one thread of a shared two-core x86-64 machine with AVX2',
    },
    measured: Object.entries(evaluations).map(([name, e]) => measurement(name, e)),
  };
  writeFileSync(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
}

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
