import { formatShape, type Shape } from '../../../../models/graph/shape.ts';
import { kinds, kindsOf } from '../../../../models/study/kinds.ts';
import type { RunRecord } from '../../../../models/study-run.ts';
import type { Rich } from '../../rich.ts';
import { bytes, exact, fixed, percent, precise, significant } from '../quantity.ts';

/** `network`: a short name, or `yourNetwork`. */
export const title = (network: string) =>
  `What ${network} answers, and where in the picture the answer comes from`;
export const yourNetwork = 'your network';
export const download = (size: number) => `download ${bytes(size)}`;

export const camera = 'What the camera sees';
export const yourPicture = 'Your picture';

/** The two terms of a logit and their sum, as they are printed. */
export interface LogitSum {
  readonly mean: string;
  readonly bias: string;
  readonly logit: string;
  readonly exact: boolean;
}

export const activation = (cells: number, label: string, sum: LogitSum): Rich => [
  ...(cells === 1
    ? ([
        'The last map is a single cell, so no place speaks before another. What it says for ',
        ['b', label],
        ', ',
      ] as const)
    : ([
        `The colours say how much each of the ${exact(cells)} cells of the last map speaks for `,
        ['b', label],
        '. Their mean, ',
      ] as const)),
  ['number', sum.mean],
  ', plus the class’s bias, ',
  ['number', sum.bias],
  `, is ${sum.exact ? 'exactly' : 'but for rounding'} its logit, `,
  ['number', sum.logit],
  '.',
];

export const notLooked = (network: string, camera: boolean) =>
  `${network.charAt(0).toUpperCase()}${network.slice(1)} ${camera ? 'does not look at the camera’s picture yet.' : 'has not seen this picture yet.'}`;

export const runAgain = 'Run again';
export const runHere = (network: string, cost: string) => `Run ${network} here: ${cost}`;
export const asBuilt = 'These numbers are from a run of the same network when this page was made.';

/** `side`: cells along a side of the class activation map; null where there is no network yet. */
export const caption = (side: number | null) =>
  `${side === 1 ? 'The last map has a single cell, so nothing is laid over the picture.' : `The class activation map has ${side === null ? 'few' : `${side}×${side}`} cells; between them the colours are interpolated.`} Each channel is painted between its own smallest and largest value, from dark to bright. The network runs in this browser; no picture leaves it.`;

/** Of our own small networks, which know painted stickers and nothing else. */
export const study = {
  group: 'ours, painted stickers',
  accuracy: (right: number, pictures: number) =>
    `${percent(100 * right, 1)} of ${exact(pictures)} painted test pictures, measured by this project`,
  note: (side: number) =>
    `Trained by this project on pictures that it paints itself, ${exact(side)} pixels a side, each with one large sticker of ${kindsOf.whole} kinds. To a photograph it gives the name of a sticker, too.`,
  /** `kind`: what the picture shows. */
  picture: (kind: number) =>
    `A painted picture with one large sticker, ${kindName(kind)}, among other things`,
  shows: (kind: number, side: number): Rich => [
    'Painted: ',
    ['b', kindName(kind)],
    `. A test picture of ${exact(side)} pixels a side, as the network reads it; none of ours was trained on it.`,
  ],
  ownPicture: (classes: number) =>
    `This network learned ${exact(classes)} kinds of painted stickers and nothing else: whatever your picture shows, it answers with one of them.`,
  trained: ({ task, seen, distinct, seed, gain }: RunRecord) =>
    `trained on ${exact(seen)} painted pictures${distinct === seen ? ', each seen once' : ` (${exact(distinct)} different ones)`}, ${kindsOf[task]} kinds of stickers, seed ${seed}${gain === 1 ? ', all gains beginning at 1' : ''}`,
};
const kindName = (kind: number) => kinds[kind] ?? '';
const hashBegan = (hash: string) => `the SHA-256 of its weights began with ${hash.slice(0, 12)}`;
const hashBegins = (hash: string) => `the SHA-256 of its weights begins with ${hash.slice(0, 12)}`;

export const source = {
  /** One of ours that ships. */
  study: (title: string, record: RunRecord) =>
    `Weights: ${title}, trained by this project and rounded to 16 bits: ${study.trained(record)}. Before it was rounded it named ${percent(100 * (record.test ?? 0), 1)} of ${exact(record.measured)} test pictures right, and ${hashBegan(record.hash)}.`,
  /** One that a reader trained. */
  run: (title: string, record: RunRecord) =>
    `Weights: your own training, ${title}: ${study.trained(record)}. It names ${percent(100 * record.validation, 1)} of ${exact(record.measured)} validation pictures right; ${hashBegins(record.hash)}.`,
  absent: (network: string) =>
    `${network} is not loaded; the list says where its weights come from and under which licence.`,
  shipped: (title: string, version: string) =>
    `Weights: ${title} ${version}, rounded to 16 bits; recipe not stated, accuracy not measured here.`,
  /** `network` and `rule` say how the file was read. */
  own: (title: string, network: string, rule: string) =>
    `Weights: ${title}, your own file: ${network}, told by its names and shapes. ${rule}`,
  /** A head that was trained on a network of the site. */
  head: (title: string, network: string) => `Weights: ${title}, your own file: ${network}.`,
  published: (title: string, licence: string) =>
    `Weights: ${title}; licence ${licence}; accuracy as published, not measured here.`,
};

export const top = (classes: number) =>
  `The most probable of ${exact(classes)} classes; choose one to see where it comes from`;
/** A share of 1. */
export const probability = (share: number) => percent(100 * share, share < 0.001 ? 3 : 1);

const placeNames = {
  stem: 'the stem',
  head: 'before pooling',
  stemStage: 'stage 1, the stem',
  headStage: 'stage 9, before pooling',
} as const;

/** Where in a network: its ends, or a block of a stage. */
export type PlaceName = keyof typeof placeNames | { readonly stage: number; readonly block: number };

export const placeLabel = (place: PlaceName, shape: Shape) => `${placeName(place)}: ${formatShape(shape)}`;

export const placeName = (place: PlaceName) =>
  typeof place === 'string' ? placeNames[place] : `stage ${place.stage}, block ${place.block}`;

export const inside = {
  title: 'Inside: the maps of one block',
  choice: 'Block',
  sheet: (block: string, [height, width, channels]: Shape) =>
    `The ${channels} channels of the map behind ${block}, ${height}×${width} cells each: edges, bright and dark places of the cup`,
  notRun: (network: string, place: string | null) =>
    `Run ${network} to see ${place === null ? 'its maps' : `the maps of ${place}`}.`,
};

export const gates = {
  term: 'Squeeze and excitation',
  of: (block: string) => `: the gates of ${block}`,
  pointed: (channel: number, gate: number): Rich => [
    `Channel ${channel}: `,
    ['b', fixed(gate, 3)],
    ' of its value passes.',
  ],
};

/** How many gates let less than half through, the most closed and the most open one. */
export interface GateSummary {
  readonly count: number;
  readonly belowHalf: number;
  readonly mean: number;
  readonly closed: { readonly channel: number; readonly gate: number };
  readonly open: { readonly channel: number; readonly gate: number };
}

export function gateSentence({ count, mean, belowHalf, closed, open }: GateSummary): string {
  const lets = belowHalf === 0 ? 'none lets' : belowHalf === 1 ? 'one lets' : `${exact(belowHalf)} let`;
  return `${exact(count)} gates, on average ${fixed(mean, 2)} open; ${lets} less than half through. Channel ${closed.channel} is the most closed (${significant(closed.gate, 2)}), channel ${open.channel} the most open (${significant(open.gate, 3)}).`;
}

export const maps = {
  orderChoice: 'Order',
  order: { activity: 'most active first', index: 'by channel' },
  previous: 'Previous',
  next: 'Next',
  /** Counted from 1. */
  page: (page: number, pages: number) => `${page} of ${pages}`,
  channels: 'Channels',
  channel: (channel: number, magnitude: number) =>
    `Channel ${channel}, mean magnitude ${precise(magnitude, 2)}`,
  large: (channel: number) => `Channel ${channel}, large. Arrow keys read its cells.`,
  value: (value: number) => precise(value, 3),
  pointAtOne: (channel: number): Rich => [
    `Channel ${channel}. Point at a map, or use the arrow keys on it, to read a value and see on the picture what it depends on.`,
  ],
  reading: (reading: {
    readonly channel: number;
    readonly cell: { readonly row: number; readonly column: number };
    readonly value: number;
    /** In pixels of the network’s input. */
    readonly sees: readonly [height: number, width: number];
    readonly input: Shape;
  }): Rich => [
    `Channel ${reading.channel}, row ${reading.cell.row}, column ${reading.cell.column}: `,
    ['b', precise(reading.value, 3)],
    `. Through convolutions it sees ${reading.sees.join('×')} of the ${reading.input[0]}×${reading.input[1]} pixels.`,
  ],
};
