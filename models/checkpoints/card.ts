import { CheckpointError } from './checkpoint-error.ts';
import { isRecord } from './formats/json-text.ts';
import type { LabelList } from './labels.ts';
import type { CheckpointProperties } from './naming/naming.ts';

/** What a network answers: a class for the picture, boxes in one look or in two, or a class for every pixel. */
export type Task = 'classification' | 'detection' | 'twoStageDetection' | 'segmentation';

const tasks: readonly unknown[] = [
  'classification',
  'detection',
  'twoStageDetection',
  'segmentation',
] satisfies Task[];

/** What a checkpoint is, beside its weights: `models/checkpoints/<id>/card.json`. A folder with a card is a checkpoint of the site. */
export interface Card {
  /** The folder's name. */
  readonly id: string;
  readonly title: string;
  readonly task: Task;
  /** A released network's name, `efficientnet-b0`; its graph, folded, names the weights. */
  readonly network: string;
  /** What the graph needs besides, where it is not the official code's: another padding, another rule of residuals. */
  readonly properties?: Partial<CheckpointProperties>;
  readonly classes: number;
  /** `null` where the classes have no names of their own here. */
  readonly labels: LabelList | readonly string[] | null;
  readonly input: CardInput;
  readonly weights: CardWeights;
  /** The checkpoint that holds the rest of the weights, for one that holds a part of its graph (`backbone/…` is the other's). */
  readonly standsOn?: string;
  /** How it was trained, where this project did. */
  readonly training?: CardTraining;
  /** What this project measured of it: of a detector, and of a network that names pixels. */
  readonly measured?: readonly CardMeasurement[];
  readonly measuredPixels?: readonly CardPixels[];
  /** The same recipe from other random numbers: what was measured of each. Their weights do not ship. */
  readonly otherSeeds?: readonly CardSeed[];
  /** Of a network of the scaling study: which training it is of. */
  readonly study?: CardStudy;
  /** What this project measured of it where it names pictures. */
  readonly measuredNames?: readonly CardNames[];
  readonly upstream: CardUpstream;
  /** Under which licences the weights may be passed on, and from whom. */
  readonly licence: string;
  /** As published by somebody who measured it; `null` where nobody did. */
  readonly accuracy: CardAccuracy | null;
}

/** How a picture becomes the network's input: (value / 255 − mean) / std per channel. */
export interface CardInput {
  readonly height: number;
  readonly width: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /** Kept part of the picture's short side before it is resized to the input (classifiers: a centre crop). */
  readonly cropFraction?: number;
  readonly interpolation: 'bilinear' | 'bicubic';
}

export interface CardWeights {
  readonly file: string;
  readonly dtype: 'float16' | 'float32';
  readonly bytes: number;
  readonly sha256: string;
}

export interface CardUpstream {
  readonly title: string;
  readonly url: string;
  readonly version: string;
  /** What the upstream says and does not say about its origin. */
  readonly origin: string;
}

export interface CardAccuracy {
  /** In percent. */
  readonly top1?: number;
  readonly top5?: number;
  /** COCO average precision, in percent. */
  readonly averagePrecision?: number;
  readonly source: string;
  /** What the figure does and does not stand for. */
  readonly note: string;
}

export interface CardTraining {
  /** The settings by name (`models/training/detectors.ts`). */
  readonly recipe: Readonly<Record<string, unknown>>;
  /** Seeds of the training scenes by picture side. */
  readonly scenes: Readonly<Record<string, { readonly firstSeed: number; readonly count: number }>>;
  readonly steps: number;
  /** Presented in all, drawn with replacement: see `training-scenes.ts` for how many were different. */
  readonly scenesSeen: number;
  readonly minutes: number;
  /** What kind of machine it ran on. */
  readonly machine: string;
}

/** COCO's average precision on generated scenes, 0 to 1; null where no object counts. */
export interface CardMeasurement {
  readonly partition: string;
  /** Whose stickers the scenes show; null for the artists that it was trained on. */
  readonly artist: string | null;
  /** Side of the pictures. */
  readonly size: number;
  readonly scenes: number;
  readonly firstSeed: number;
  readonly ap: number | null;
  /** 95 % interval of `ap` over the scenes alone: another training would lie elsewhere. */
  readonly interval: readonly [number, number];
  /** How the interval was made. Without it: percentiles of 200 draws, which lie too high. */
  readonly bootstrap?: { readonly method: 'basic'; readonly draws: number; readonly over: 'scenes' };
  readonly ap50: number | null;
  readonly ap75: number | null;
  readonly small: number | null;
  readonly medium: number | null;
  readonly large: number | null;
}

/** Mean intersection over union on generated scenes, 0 to 1. */
export interface CardPixels
  extends Pick<CardMeasurement, 'partition' | 'artist' | 'size' | 'scenes' | 'firstSeed'> {
  /** Of all classes, the background among them. */
  readonly miou: number;
  /** 95 % interval of `miou` over the scenes alone: another training would lie elsewhere. */
  readonly interval: readonly [number, number];
  readonly bootstrap: NonNullable<CardMeasurement['bootstrap']>;
  /** Part of the pixels that were named right; most are background. */
  readonly right: number;
  /** Of each class, in the order of `labels`. */
  readonly iou: readonly (number | null)[];
}

/** One more training by the card's own recipe, all but its seed. */
export interface CardSeed extends Pick<CardTraining, 'steps' | 'scenesSeen' | 'minutes' | 'machine'> {
  readonly seed: number;
  /** Of its weights as they would ship. */
  readonly sha256: string;
  readonly measured?: readonly CardMeasurement[];
  readonly measuredPixels?: readonly CardPixels[];
}

/** A training of the scaling study. */
export interface CardStudy {
  /** The settings by name (`models/study/recipe.ts`). */
  readonly recipe: Readonly<Record<string, unknown>>;
  /** What was trained on what, and what it came to: the study's own record, as `npm run study` wrote it. */
  readonly record: {
    readonly name: string;
    readonly task: 'easy' | 'whole';
    readonly depth: number;
    readonly width: number;
    readonly resolution: number;
    readonly multiplyAdds: number;
    readonly seed: number;
    /** Pictures that were presented, and how many different ones. */
    readonly seen: number;
    readonly distinct: number;
    /** Share of the `measured` test pictures that was named right, in float32. */
    readonly test: number;
    readonly measured: number;
    /** SHA-256 of the weights before batch norms were folded and values rounded. */
    readonly hash: string;
  };
}

/** How often painted pictures are named right. */
export interface CardNames extends Pick<CardMeasurement, 'partition' | 'artist' | 'size' | 'firstSeed'> {
  readonly pictures: number;
  /** Share by these weights. */
  readonly right: number;
}

/** Checks what a card.json holds. Throws {@link CheckpointError} that names the field. */
export function parseCard(value: unknown, folder: string): Card {
  const fault = (field: string) => new CheckpointError({ code: 'card-field', checkpoint: folder, field });
  if (!isRecord(value)) throw fault('card');
  for (const field of ['id', 'title', 'network', 'licence'])
    if (typeof value[field] !== 'string' || value[field] === '') throw fault(field);
  if (value.id !== folder) throw fault('id');
  if (!tasks.includes(value.task)) throw fault('task');
  if (!isCount(value.classes)) throw fault('classes');
  const { labels, input, weights, upstream, accuracy, properties, study, otherSeeds = [] } = value;
  if (properties !== undefined && !areProperties(properties)) throw fault('properties');
  const named = Array.isArray(labels) && labels.length === value.classes;
  if (!named && labels !== null && labels !== 'imagenet' && labels !== 'coco') throw fault('labels');
  if (!isRecord(input) || !isCount(input.height) || !isCount(input.width)) throw fault('input');
  for (const field of ['mean', 'std'])
    if (!Array.isArray(input[field]) || input[field].length !== 3 || !input[field].every(Number.isFinite))
      throw fault(`input.${field}`);
  if (input.interpolation !== 'bilinear' && input.interpolation !== 'bicubic')
    throw fault('input.interpolation');
  if (!isRecord(weights) || !isCount(weights.bytes)) throw fault('weights');
  if (typeof weights.file !== 'string' || !/^[\w.-]+\.safetensors$/.test(weights.file))
    throw fault('weights.file');
  if (weights.dtype !== 'float16' && weights.dtype !== 'float32') throw fault('weights.dtype');
  if (typeof weights.sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(weights.sha256))
    throw fault('weights.sha256');
  if (!isRecord(upstream)) throw fault('upstream');
  for (const field of ['title', 'url', 'version', 'origin'])
    if (typeof upstream[field] !== 'string') throw fault(`upstream.${field}`);
  if (study !== undefined && !(isRecord(study) && isRecord(study.record) && isRecord(study.recipe)))
    throw fault('study');
  if (!Array.isArray(otherSeeds) || !otherSeeds.every(isSeed)) throw fault('otherSeeds');
  if (accuracy !== null && (!isRecord(accuracy) || typeof accuracy.source !== 'string'))
    throw fault('accuracy');
  return value as unknown as Card;
}

function isSeed(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { seed, sha256, measured, measuredPixels } = value;
  const named = isCount(seed) && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  return named && Array.isArray(measured ?? measuredPixels);
}

function areProperties(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { padding = 'same', batchNormEpsilon = 1e-3, residual = 'equalChannels' } = value;
  return (
    (padding === 'same' || padding === 'symmetric' || padding === 'valid') &&
    typeof batchNormEpsilon === 'number' &&
    batchNormEpsilon > 0 &&
    (residual === 'equalChannels' || residual === 'notFirst')
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/**
 * The checkpoints that stand beside the site, by id: from each folder's card.json as whoever can list folders found it
 * (a bundler's glob, a program's directory). Keys may be paths; the folder is the part before `/card.json`.
 */
export function cardsByFolder(found: Readonly<Record<string, unknown>>): ReadonlyMap<string, Card> {
  const cards = Object.entries(found).map(([path, value]) => {
    const folder = path
      .replace(/\/card\.json$/, '')
      .split('/')
      .at(-1)!;
    return [folder, parseCard(value, folder)] as const;
  });
  return new Map(cards.sort(([a], [b]) => (a < b ? -1 : 1)));
}
