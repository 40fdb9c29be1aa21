import type { Rich } from '../../rich.ts';
import { fixed, listed } from '../quantity.ts';

type Method = 'fastNormalized' | 'softmax' | 'unbounded' | 'sum';

export const title = 'What the necks learned to listen to';
export const checkpointChoice = 'Checkpoint';
export const besideChoice = 'beside it';
export const none = 'none';
export const notAlike = 'Their cells have different nodes, so their edges cannot be laid beside each other.';
export const ourNeck = (title: string) => `our “${title}”`;
export const onCoco = (name: string) => `EfficientDet-${name} on COCO`;

export const rule: Readonly<Record<Method, string>> = {
  fastNormalized: 'fast normalized',
  softmax: 'softmax',
  unbounded: 'unbounded',
  sum: 'plain sum',
};
export const neckTitle = (title: string, method: Method): Rich => [['strong', title], `, ${rule[method]}`];

/** Cells count from 0. */
export const cell = (cell: number, cells: number) =>
  cells === 1 ? 'Its one cell' : `Cell ${cell + 1} of ${cells}`;
export const savedCell = (title: string, cell: number, cells: number) =>
  `${title}, cell ${cell + 1} of ${cells}`;
export const cellDescription = (title: string, cell: number) =>
  `Cell ${cell + 1} of ${title}: edges as thick as their learned shares; the numbers are in the table below.`;
export const edge = (from: string, to: string, share: number, raw: number) =>
  `${from} to ${to}: ${fixed(share, 3)} (raw weight ${fixed(raw, 3)})`;
/** `.76`: without its zero, as it stands beside an edge. */
export const shortShare = (share: number) =>
  (share < 0 ? '−' : '') + fixed(Math.abs(share), 2).replace(/^0/, '');

export const table = {
  summary: (edges: number) => `All ${edges} weights as a table`,
  region: 'Learned fusion weights',
  place: 'cell, node',
  input: 'input',
  raw: 'raw weight',
  share: 'share',
  lean: 'against even',
  shareIn: (title: string) => `share in ${title}`,
  row: (cell: number, node: string) => `${cell + 1}, ${node}`,
  columns: ['cell', 'node', 'input', 'raw weight', 'share', 'even share'],
};

/** `plain`: networks that add plainly. */
export const caption = (plain: readonly string[]) =>
  `An edge is as thick as its share after normalisation, printed beside it without its zero. ${listed(plain)} have no such weights: they add plainly, every edge with weight 1, so there is nothing to draw. The code gives the stability of training as the reason for D6, D7 and D7x.`;

export const source =
  'Ours were read from the checkpoints that this project trained and ships, when this page was made; their backbone is B0, kept as it was. D0 to D3 are read here from the published files, at your request. The rules are those of Tan, Pang and Le 2020, Section 3.3.';

export const ask = {
  facts: (title: string, size: string, ap: string | null, licence: string) =>
    `${title}, ${size}; AP ${ap ?? 'not stated'}; licence ${licence};`,
  source: 'source',
  what: (weights: number) =>
    `Of its numbers ${weights} are fusion weights. It is fetched and checked as a whole all the same, and kept in this browser: the live figures can then run it without another download.`,
  stored: (name: string) => `Read ${name}: stored here`,
  download: (name: string, size: string) => `Read ${name}: download ${size}`,
  withoutStoring: (name: string) => `Read ${name} without storing it`,
};

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const cellName = (cell: number, cells: number) =>
  cells === 1 ? 'the only cell' : `the ${ordinals[cell] ?? `${cell + 1}th`} cell`;

/** A node of a cell, with what it takes of each input: `0.76 P5 input, 0.24 enlarged P6 top-down`. */
export interface Mixture {
  readonly node: string;
  /** From 0. */
  readonly cell: number;
  readonly inputs: readonly { readonly share: string; readonly name: string }[];
}

const split = ({ inputs }: Mixture) => inputs.map(({ share, name }) => `${share} ${name}`).join(', ');

export const furthest = (mixture: Mixture, cells: number) =>
  `The node furthest from an even mixture is ${mixture.node} in ${cellName(mixture.cell, cells)}: ${split(mixture)}.`;
export const mostEven = (mixture: Mixture, cells: number) =>
  `The most even one is ${mixture.node} in ${cellName(mixture.cell, cells)}: ${split(mixture)}.`;
export const wayDown = (share: number) =>
  `On the way down, a node gives its own level ${fixed(share, 2)} on average, and the rest to what comes from above.`;

/** Mean shares of the nodes with three inputs. */
export interface Upward {
  readonly input: string | undefined;
  readonly middle: string | undefined;
  readonly below: string | undefined;
}

const upward = ({ input, middle, below }: Upward) =>
  `${input} to the input, ${middle} to the top-down map and ${below} to what comes from below`;

/** `last` is null where there is one cell. */
export const wayUp = (first: Upward, last: Upward | null) =>
  last === null
    ? `On the way up, the nodes with three inputs give ${upward(first)}.`
    : `On the way up, the nodes with three inputs give ${upward(first)} in the first cell, and ${upward(last)} in the last.`;

export const switchedOff = (off: number, edges: number) =>
  off === 1
    ? `One of the ${edges} edges is switched off: its weight fell below zero.`
    : `${off} of the ${edges} edges are switched off: their weights fell below zero.`;

const correlated = (value: number | null) =>
  value === null ? 'nothing that can be measured' : `${value < 0 ? '−' : ''}${fixed(Math.abs(value), 2)}`;
const cellWords = (count: number) => (count === 1 ? 'one cell' : `${count} cells`);

interface Neck {
  readonly title: string;
  readonly cells: number;
}

/** How alike two necks’ shares are at a place; null where that cannot be measured. */
export interface Likeness {
  readonly first: number | null;
  readonly mean: number | null;
  readonly last: number | null;
}

export function compared(a: Neck, b: Neck, { first, mean, last }: Likeness): string {
  const aligned =
    a.cells === b.cells
      ? `Both have ${cellWords(a.cells)}.`
      : `${a.title} has ${cellWords(a.cells)}, ${b.title} ${b.cells}: their first cells are compared, their last, and the means over all.`;
  return `${aligned} What they learned beyond an even mixture correlates with ${correlated(first)} in the first cell, ${correlated(mean)} on average over the cells and ${correlated(last)} in the last (1: the same pattern, 0: no relation).`;
}

/** `others`: the nodes that lean on different inputs. */
export const leaning = (
  same: number,
  nodes: number,
  others: readonly { readonly node: string; readonly first: string; readonly second: string }[],
) => {
  const differing = others
    .map(({ node, first, second }) => `${node} on ${first} in the first, on ${second} in the second`)
    .join('; ');
  return `On average over the cells, ${same} of the ${nodes} nodes lean on the same input in both${same === nodes ? '' : `; ${differing}`}.`;
};

export const differMost = (node: string, input: string, first: number, second: number) =>
  `They differ most at ${node}: ${input} has a share of ${fixed(first, 2)} in the first and ${fixed(second, 2)} in the second.`;

export const comparison = {
  region: 'The two checkpoints, edge by edge',
  node: 'node',
  input: 'input',
  first: 'first',
  and: 'and',
  second: 'second',
  dot: ', dot: mean',
  titles: { a: (title: string) => `first: ${title}`, b: (title: string) => `second: ${title}` },
  places: { first: 'first cell', mean: 'mean', last: 'last cell' },
  key: (reach: number) =>
    `Each line runs from the first cell (the tick) to the last; the upright hairline is the even share. The scale goes from 0 to ${fixed(reach, reach === 1 ? 0 : 2)}.`,
};
