import type { Rich } from '../../rich.ts';
import { fixed } from '../quantity.ts';

export const title = 'Open a node, change what it listens to, watch the boxes';
export const yourPicture = 'Your picture';
export const photograph = (description: string) => `Photograph: ${description}`;
export const scene = 'A painted scene with stickers';
export const running = 'Running';
export const tag = (name: string, score: number) => `${name} ${fixed(score, 2)}`;

/** How many boxes there are, and their mean score. */
export interface Found {
  readonly boxes: number;
  readonly meanScore: number;
}

const count = (boxes: number) => `${boxes} ${boxes === 1 ? 'box' : 'boxes'}`;

export const learnedAlone = (boxes: number) =>
  `${boxes === 0 ? 'No box' : boxes === 1 ? 'One box' : count(boxes)} with the learned weights.`;
export const notRun = 'Run the detector to see what these weights do.';

/** What other weights did to the boxes. */
export const difference = (learned: Found, changed: Found) =>
  changed.boxes === 0
    ? `With the learned weights ${count(learned.boxes)}, with these none.`
    : `With the learned weights ${count(learned.boxes)}, mean score ${fixed(learned.meanScore, 2)}; with these ${count(changed.boxes)}, mean score ${fixed(changed.meanScore, 2)}.`;

/** What a node is called: `P6 of cell 1, output`. Cells count from 0. */
export const node = (level: number, cell: number, isOutput: boolean) =>
  `P${level} of cell ${cell + 1}${isOutput ? ', output' : ', on the way down'}`;
/** A level that enters the neck: `P6`. */
export const entering = (level: string) => `${level} as it enters the neck`;
export const open = (name: string, cells: number): Rich => [
  ['b', name],
  ...(cells > 3 ? [` of ${cells}`] : []),
];

export const neck = { label: 'Node of the feature network', cell: (cell: number) => `cell ${cell + 1}` };

/** `share` of the mix. */
const shareText = (share: number) => fixed(100 * share, 0);

export const weights = {
  plainSum:
    'This neck adds its maps as they come, so there are no weights to change. An edge can still be cut.',
  share: (share: number | 'cut') => `${share === 'cut' ? 'cut' : `${shareText(share)}\u202f%`} of the mix`,
  knob: (input: string) => `Raw weight of ${input}`,
  knobText: (weight: number, share: number) => `${fixed(weight, 2)}, ${shareText(share)} percent of the mix`,
  learned: 'learned',
  cut: 'cut this edge',
};

export const maps = {
  input: (share: number, input: string) => `${shareText(share)}\u202f% of ${input}`,
  mixed: 'mixed',
  result: 'after swish, convolution and batch norm',
  ofInput: (channel: number, input: string) => `Channel ${channel} of ${input}`,
  ofMixed: (channel: number) => `Channel ${channel} of the mixed map`,
  ofResult: (channel: number) => `Channel ${channel} of the node’s result`,
  tile: (caption: string, channel: number) => `${caption}, channel ${channel}`,
  channel: 'channel',
  option: (channel: number, isFirst: boolean) => `${channel}${isFirst ? ', the strongest' : ''}`,
  strongest: (channel: number) => `channel ${channel}, the strongest in the mixed map`,
  notRun: 'The maps of this node come with a run.',
};

export const reset = 'Reset to learned';

/** `ran`: the last run. */
export function caption(
  shown: {
    readonly title: string;
    readonly side: number;
    readonly cells: number;
    readonly threshold: number;
  },
  ran: { readonly milliseconds: number; readonly runtime: string } | null,
): string {
  const { title, side, cells, threshold } = shown;
  const start = `${title} at ${side} pixels: ${cells} ${cells === 1 ? 'cell' : 'cells'}; edges as thick as their share in the mix, boxes from a score of ${threshold}. Dashed boxes are those of the learned weights.`;
  return ran === null ? start : `${start} This run took ${fixed(ran.milliseconds, 0)} ms on ${ran.runtime}.`;
}

export const source = {
  shipped: 'Trained by this project on generated scenes of stickers.',
  weights: 'Weights:',
  published: (licence: string, accuracy: string) =>
    `; licence ${licence}; accuracy as published: ${accuracy}.`,
  ownUnread: 'Weights: your own file.',
  /** `network` and `rule` say how it was read. */
  own: (title: string, network: string, rule: string) =>
    `Weights: ${title}, your own file: ${network}, told by its names and shapes. ${rule}`,
};
