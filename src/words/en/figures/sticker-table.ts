import type { Rich } from '../../rich.ts';
import { bytes, exact, fixed } from '../quantity.ts';
import { article } from '../stickers.ts';

export const title = 'Move a sticker, and the detector finds it again';
export const asBuilt = (detector: string) =>
  `These boxes are from a run of ${detector} when this page was made.`;
/** `classes` that it knows; `scenes` that its AP is of. */
export const caption = (classes: number, scenes: number) =>
  `The detectors were trained by this project on generated scenes of such stickers, on a frozen EfficientNet-B0; they know ${classes} classes and nothing else. AP is COCO’s average precision on ${exact(scenes)} scenes that none of them was trained on. No picture leaves this browser.`;

export const tag = (name: string, score: number, level: number) => `${name} ${fixed(score, 2)} P${level}`;
export const score = (score: number) => fixed(score, 2);
export const more = (boxes: number) => `and ${boxes} more`;

export const run = 'Run the detector here';
/** In bytes: everything, and what stands on B0. */
export const downloads = (all: number, own: number, network: string) =>
  `Downloads ${bytes(all)} once: EfficientNet-B0, the ${bytes(own)} of ${network} that stand on it, the drawings and the program.`;

export const choices = {
  detector: 'Detector',
  /** `ap` is null where it was not measured; `size` in bytes. */
  option: (network: string, side: number, ap: number | null, size: number) =>
    `${network} at ${side} px: ${ap === null ? 'not measured' : `AP ${fixed(ap, 2)}`}, ${bytes(size)}`,
  score: 'Boxes from score',
  coarse: 'Show the network’s own pixels',
};

/** `median` in milliseconds, of so many looks. */
export const speed = (median: number, looks: number, runtime: string, adapter: string): Rich => [
  ['b', `${fixed(median, median < 10 ? 1 : 0)} ms`],
  ` a look${looks > 1 ? `, the median of the last ${looks}` : ''}, on ${runtime}: ${adapter}.`,
];

const list = (names: readonly string[]) =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');

export interface Told {
  readonly stickers: number;
  readonly right: number;
  /** By name; one without a name is a sticker. */
  readonly missed: readonly (string | undefined)[];
  readonly mistaken: readonly { readonly is: string | undefined; readonly called: string | undefined }[];
  readonly twice: number;
  /** Boxes beside the stickers. */
  readonly stray: number;
}

/** What was found and what was not. */
export function found({ stickers, right, missed, mistaken, twice, stray }: Told): string {
  const name = (label: string | undefined) => label ?? 'sticker';
  const sentences: string[] = [];
  if (stickers === 0) sentences.push('No sticker lies on the table.');
  else if (missed.length === 0) sentences.push(stickers === 1 ? 'Found.' : `All ${stickers} stickers found.`);
  else {
    sentences.push(`${right} of ${stickers} ${stickers === 1 ? 'sticker' : 'stickers'} found.`);
    sentences.push(`Missed: ${list(missed.map((label) => `the ${name(label)}`))}.`);
  }
  if (mistaken.length > 0)
    sentences.push(
      `Mistaken: ${list(mistaken.map(({ is, called }) => `the ${name(is)} for ${article(name(called))}`))}.`,
    );
  if (twice > 0) sentences.push(`${twice} boxed twice.`);
  if (stray > 0) sentences.push(`${stray} ${stray === 1 ? 'box lies' : 'boxes lie'} beside the stickers.`);
  return sentences.join(' ');
}

/** `P5, row 3, column 2` and the anchor in the network's pixels: where a box comes from. */
export const origin = (
  level: number,
  [row, column]: readonly [number, number],
  anchor: readonly [width: number, height: number],
) => `P${level}, row ${row}, column ${column}, anchor ${anchor[0]}×${anchor[1]} px`;

/** A size as a fraction of the picture’s side. */
const percent = (size: number) => `${Math.round(size * 100)}\u202f%`;

/** The levels that lead one after the other, where the leader’s score is at least `least`. */
export function sweep(
  reigns: readonly { readonly level: number; readonly from: number; readonly to: number }[],
  least: number,
): string {
  if (reigns.length === 0)
    return `At no size did any level score ${least} or more: this detector does not know the sticker.`;
  const parts = reigns.map(({ level, from, to }) =>
    from === to ? `P${level} at ${percent(from)}` : `P${level} from ${percent(from)} to ${percent(to)}`,
  );
  const all = parts.length > 1 ? `${parts.slice(0, -1).join(', ')}, then ${parts.at(-1)}` : parts[0];
  return `The level that scores highest (from ${least} on): ${all} of the picture’s side.`;
}

export const grow = {
  title: 'Grow it: the levels hand a sticker on',
  chart: (said: string) => `Score against size for levels P3 to P7. ${said}`,
  sizeAxis: 'size, % of the picture’s side, log scale',
  scoreAxis: 'highest score near it',
  score: (score: number) => fixed(score, 2),
  /** As the axis writes a size, in percent. */
  size: (size: number) => (size < 0.1 ? fixed(size * 100, 1) : `${Math.round(size * 100)}`),
  anchors: 'sizes of the square anchors',
  knob: 'Read at size',
  stop: (sizes: number, of: number) => `Stop at ${sizes} of ${of} sizes`,
  grow: (sticker: string | null) => `Grow the ${sticker ?? 'sticker'}`,
  downloads: (size: number) => `downloads ${bytes(size)} once`,
  at: (size: string) => `At ${size}\u202f%:`,
  asBuilt: (detector: string, sticker: string) =>
    `A run of ${detector} on the ${sticker}, made with this page.`,
  /** `stopped` after so many of all sizes; null for a whole run. */
  run: (detector: string, sticker: string, stopped: { readonly after: number; readonly of: number } | null) =>
    `${detector} on the ${sticker}${stopped === null ? '' : `, stopped after ${stopped.after} of ${stopped.of} sizes`}.`,
};
