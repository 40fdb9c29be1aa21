import { exact, fixed, listed, percent, rounded, times } from '../quantity.ts';

export const title = {
  classifiers: 'One picture climbs from B0 to B7',
  detectors: 'One picture climbs from our smallest detector to D3',
};
export const kindChoice = 'Who climbs';
export const kind = { classifiers: 'classifiers, B0 to B7', detectors: 'detectors, to D3' };
export const yourPicture = 'Your picture';
export const paintedScene = (description: string) => `painted scene: ${description}`;
export const invitation =
  'The more networks have seen the picture, the more there is to compare. Each is downloaded when you ask for it, and kept in this browser.';
export const runAll = (names: readonly string[]) =>
  `Run the ${names.length} that are here: ${names.join(', ')}`;
export const leastScore = 'Least score';

export const running = (name: string) => `Running ${name}`;
export const runAgain = 'Run again';
export const runStored = (name: string) => `Run ${name}: stored here`;
export const runDownload = (name: string, size: string) => `Run ${name}: download ${size}`;
export const withoutStoring = (name: string) => `Run ${name} without storing it`;

export const caption = {
  all: 'Times are of this device, the median of up to five runs. The paper’s accuracies are its own training’s; the weights that run here come from others and have theirs, as published by whoever measured them.',
  detectors:
    'Our own detectors stand on B0, know stickers alone, and were measured on sticker scenes: their AP stands beside none of COCO’s.',
  classifiers: 'A sure answer is not a right one: one picture measures no accuracy.',
};
export const source = {
  detectors:
    'Tan, Pang and Le 2020, Table 2: AP on COCO test-dev; parameters and multiply-adds counted from the graphs.',
  classifiers:
    'Tan and Le 2019, Table 2; parameters and multiply-adds counted from the graphs. B0’s first answer was computed when this page was made.',
};

// The tables.

export const network = 'Network';
export const parameters = (count: number) => `${rounded(count, 3)} parameters`;
export const multiplyAdds = (count: number) => `${rounded(count, 3)} multiply-adds`;
export const notSeen = 'has not seen it';

export const classifiers = {
  caption: 'EfficientNet-B0 to B7: published accuracy, cost, and what each says of the picture',
  paper: 'Top-1, the paper',
  weights: 'Top-1, these weights',
  says: 'What it says of the picture',
  share: (share: number) => percent(100 * share),
  top1: (top1: number) => percent(top1),
  /** Milliseconds and what ran it; null for the run that was made with the page. */
  run: (milliseconds: number | null, runsOn: string | null) =>
    milliseconds === null ? 'when this page was made' : `${duration(milliseconds)} on ${runsOn}`,
};

const boxCount = (boxes: number) => (boxes === 1 ? 'one box' : `${boxes === 0 ? 'no' : boxes} boxes`);

export const detectors = {
  caption: 'Detectors from small to large: average precision, cost, and the boxes that each draws',
  ours: (kinds: number) =>
    `Trained by this project on painted stickers: ${kinds} kinds. Of photographs they know nothing`,
  published: (kinds: number) => `Published, trained on the photographs of COCO: ${kinds} kinds`,
  paper: 'AP on COCO, the paper',
  weights: 'AP, these weights',
  says: 'What it finds in the picture',
  /** Percent; null for one that never saw COCO. */
  ap: (ap: number | null) => (ap === null ? 'never saw COCO' : fixed(ap, 1)),
  drawn: (boxes: number, detector: string) => `The picture with ${boxCount(boxes)} drawn by ${detector}`,
  run: (boxes: number, milliseconds: number | null, runsOn: string | null) =>
    `${boxCount(boxes)}${milliseconds === null ? ', found when this page was made' : ` in ${duration(milliseconds)} on ${runsOn}`}`,
  more: (boxes: number) => `and ${boxes} more`,
  score: (score: number) => fixed(score, 2),
  tag: (name: string, score: number) => `${name} ${fixed(score, 2)}`,
};

export const weights = {
  notStated: 'not stated',
  facts: (title: string, size: string, licence: string) => `${title}, ${size}; licence ${licence};`,
  shipped: 'comes with this site',
  source: 'source',
};

/** Narrow no-break spaces, as the name stands in a column. */
export const ofPhi = (phi: number) => `φ\u202f=\u202f${phi < 0 ? `−${-phi}` : phi}`;
export const withBackbone = (own: string, backbone: string) => `${own} and B0’s ${backbone}`;
/** A share of 1. */
export const ownPrecision = (ap: number, scenes: number) =>
  `${fixed(100 * ap, 1)} on ${exact(scenes)} sticker scenes`;

// What a ladder says.

/** Milliseconds as a reader wants them: `7.3 ms`, `128 ms`, `2.4 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${fixed(milliseconds / 1000, 1)}\u202fs`;
  return `${fixed(milliseconds, milliseconds < 10 ? 1 : 0)}\u202fms`;
}

/** How time follows cost, by ratios of multiply-adds and of time. */
export const pace = (larger: string, smaller: string, cost: number, time: number) =>
  `${larger} computes ${times(cost, 2)} as many multiply-adds as ${smaller} and takes ${times(time, 2)} as long.`;

interface Said {
  readonly short: string;
  readonly label: string;
  /** A share of 1. */
  readonly probability: number;
}

export const agree = (said: readonly Said[], label: string) => {
  const count = said.length === 2 ? 'Both' : `All ${said.length}`;
  const sure = said.map(({ short, probability }) => `${short} ${percent(100 * probability)}`);
  return `${count} say ${label}: ${sure.join(', ')}.`;
};
export const differ = (said: readonly Said[]) =>
  `They differ: ${said.map(({ short, label }) => `${short} says ${label}`).join(', ')}.`;

export const findNothing = (names: readonly string[], score: number) =>
  `None of ${listed(names)} finds anything with a score of ${fixed(score, 2)} or more.`;

/** What all of them find, and what some find besides. */
export function find(
  names: readonly string[],
  common: readonly string[],
  more: readonly { readonly short: string; readonly kinds: readonly string[] }[],
): string {
  const besides = more.map(
    ({ short, kinds }) => `${short} ${common.length > 0 ? 'also finds' : 'finds'} ${listed(kinds)}`,
  );
  const shared =
    common.length === 0
      ? `Nothing is found by all of ${listed(names)}`
      : `${listed(names)} ${names.length === 2 ? 'both' : 'all'} find ${listed(common)}`;
  return besides.length === 0 ? `${shared}, and nothing else.` : `${shared}; ${besides.join('; ')}.`;
}
