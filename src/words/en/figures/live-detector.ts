import { exact, fixed, listed } from '../quantity.ts';

export const title = (whose: string) => `Where things are: ${whose} on any picture`;
export const whose = { shipped: 'a detector of ours', own: 'your detector' };
export const columns = ['label', 'score', 'ymin', 'xmin', 'ymax', 'xmax', 'level'];

export const camera = 'What the camera sees';
export const yourPicture = 'Your picture';
export const sample = (kind: 'scene' | 'photograph', description: string) =>
  `${kind === 'scene' ? 'Painted scene' : 'Photograph'}: ${description}`;

export const runAgain = 'Run again';
export const asBuilt = 'These boxes are from a run of the same detector when this page was made.';
export const notLooked = {
  camera: 'The detector does not look at the camera’s picture yet.',
  picture: 'This detector has not seen this picture yet.',
};

/** `label`: the one class that is shown; null for all. */
export function boxCount(boxes: number, score: number, label: string | null): string {
  const count = boxes === 0 ? 'No box' : boxes === 1 ? 'One box' : `${boxes} boxes`;
  return `${count} with a score of ${fixed(score, 2)} or more${label === null ? '' : `, ${label} alone`}.`;
}

export const suppressed = (candidates: number, milliseconds: number) =>
  `Thresholds act on the ${candidates} candidates of that run, in ${fixed(milliseconds, 1)} ms.`;

/** A score from 0 to 1. */
export const score = (value: number) => fixed(value, 2);
export const tag = (name: string, value: number) => `${name} ${score(value)}`;
export const fewer = (most: number) => `The first ${most} alone`;
export const all = (boxes: number) => `All ${boxes}`;

/** The side that pictures are given in. */
export const sizeChoice = 'Pictures of';

export const thresholds = {
  score: 'Least score',
  thinningChoice: 'Where boxes overlap',
  thinning: { hard: 'the worse one goes', soft: 'its score fades' },
  overlap: 'from an IoU of',
  sigma: 'by exp(−IoU² / σ), with σ',
  labelChoice: 'Classes',
  allLabels: 'all',
};

export const levels = {
  title: 'Which level sees what: the largest score of every cell',
  group: 'Levels of the feature network',
  most: (largest: number) => `at most ${score(largest)}`,
};

/** Rows and columns count from 0. */
interface LevelFacts {
  readonly level: number;
  readonly cells: readonly [rows: number, columns: number];
}

/** What a level’s map says: how many cells, the largest score and where it stands. */
export const level = (
  { level, cells }: LevelFacts,
  largest: number,
  [row, column]: readonly [number, number],
) =>
  `P${level} has ${cells[0]}×${cells[1]} cells. Its largest score is ${score(largest)}, at row ${row + 1}, column ${column + 1}.`;

export const grid = (level: number, [row, column]: readonly [number, number]) =>
  `Cells of level P${level}: row ${row + 1}, column ${column + 1}. Arrow keys move, with Shift by five.`;

/** `stride` and the widths of the smallest and the largest square anchor in pixels of the input; `best` is the largest score. */
export function cell(
  { level, cells }: LevelFacts,
  [row, column]: readonly [number, number],
  sizes: { readonly stride: number; readonly smallest: number; readonly widest: number },
  best: number | undefined,
): string {
  const { stride, smallest, widest } = sizes;
  const start = `P${level}, row ${row + 1}, column ${column + 1} of ${cells[0]}×${cells[1]}: one cell stands for ${Math.round(stride)} pixels of the input, its nine anchors are ${Math.round(smallest)} to ${Math.round(widest)} wide where they are square.`;
  return best === undefined ? start : `${start} Largest score here: ${score(best)}.`;
}

export const caption =
  'Press a level to lay its scores over the picture, from 0 (dark) to 1 (pale), and point at a cell, or move it with the arrow keys, to see its nine anchors. The network runs in this browser; no picture leaves it.';

export const source = {
  /** `base`: the network that it stands on. */
  shipped: (base: string | null) =>
    `Detector: trained by this project${base === null ? '' : ` on a frozen ${base}`}; stickers: Noto, Twemoji, Fluent, FxEmojis and EmojiOne, as credited with the sources.`,
  own: 'Weights: your own file, which stays on this machine.',
  published: (title: string) => `Weights: ${title}, read where they were published.`,
};

/** Average precision with its 95 % interval over the scenes that it was measured on. */
interface Measured {
  readonly scenes: number;
  readonly size: number;
  readonly ap: number;
  readonly interval: readonly [low: number, high: number];
}

/** What the card of a detector of ours tells. */
export interface Card {
  readonly labels: readonly string[];
  /** The frozen network below it. */
  readonly base: string | null;
  readonly training: {
    readonly minutes: number;
    readonly scenes: {
      readonly presented: number;
      readonly distinct: number;
      readonly bySize: readonly { readonly size: number }[];
    };
  } | null;
}

const decimal = (value: number) => fixed(value, 3);

/** What a detector of ours was trained on and what it is worth on pictures of `side`; undefined where that was not measured. */
export function honest(
  { labels, base, training }: Card,
  side: number,
  test: Measured | undefined,
  unseenArtist: Measured | undefined,
): string {
  const sentences = [
    `It knows ${labels.length} kinds of painted stickers and nothing else: ${listed(labels)}.`,
  ];
  if (training !== null) {
    const { presented, distinct, bySize } = training.scenes;
    const frozen = base === null ? '' : `, with ${base} frozen below it`;
    sentences.push(
      `This project trained it in ${exact(Math.round(training.minutes))} minutes${frozen}: ${exact(presented)} painted scenes of ${listed(bySize.map(({ size }) => `${size}`))} pixels were presented, drawn from ${exact(distinct)} different ones.`,
    );
  }
  if (test !== undefined) {
    const [low, high] = test.interval;
    const unseen =
      unseenArtist === undefined
        ? ''
        : `, and ${decimal(unseenArtist.ap)} on stickers by an artist it never saw`;
    sentences.push(
      `Its average precision on ${exact(test.scenes)} hard scenes kept out of training, at ${test.size} pixels: ${decimal(test.ap)} (95\u202f% interval over these scenes ${decimal(low)} to ${decimal(high)}; another training is not in it)${unseen}.`,
    );
  } else sentences.push(`At ${side} pixels its average precision was not measured.`);
  sentences.push('Of photographs it knows nothing: what it says about one shows what it has not learned.');
  return sentences.join(' ');
}

export interface PublishedFacts {
  readonly title: string;
  readonly onCoco: boolean;
  /** How many classes it knows; null before it is here. */
  readonly classes: number | null;
  /** What its source says it reaches. */
  readonly accuracy: string | null;
  readonly licence: string;
  readonly note: string | undefined;
}

/** What is known of a published detector: nothing of it was measured here. */
export function published({ title, onCoco, classes, accuracy, licence, note }: PublishedFacts): string {
  const kinds = classes === null ? '' : `, ${classes} kinds of things,`;
  return [
    `${title}: trained${kinds} on ${onCoco ? 'photographs of COCO' : 'photographs'}, and on no sticker.`,
    accuracy === null ? 'The source states no average precision.' : `Published: ${accuracy}.`,
    `Licence: ${licence}. None of this was measured here.`,
    ...(note === undefined ? [] : [note]),
  ].join(' ');
}

export const sourceLink = 'Source';

/** What names and shapes tell of a reader’s own file, and what they do not. `network` and `rule` say how it was read. */
export function own(title: string, network: string, rule: string, namedAsCoco: boolean): string {
  const names = namedAsCoco
    ? 'It has as many classes as the COCO detectors have, so they are called as theirs are.'
    : 'What its classes are called the file does not say.';
  return `${title}, your own file: an ${network}, told by its names and shapes. ${names} Nor does it say what it was trained on or how good it is. ${rule}`;
}
