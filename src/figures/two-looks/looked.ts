import type { Box } from '../../../models/answers/box.ts';
import { scoreOf } from '../../../models/answers/candidates.ts';
import type { Detection } from '../../../models/answers/detections.ts';
import { judgedRegions, type Weighed, weighedClasses } from '../../../models/answers/judged-regions.ts';
import type { Proposal } from '../../../models/answers/proposals.ts';
import type { RegionClassesAnswer } from '../../../models/graph/answers.ts';
import type { Shape } from '../../../models/graph/shape.ts';
import type { Over } from './view.ts';

/** Boxes are shown from this score: surer ones are fewer and nearly all right. */
export const leastScore = 0.5;

/** A map as a network gives it, [rows, columns, channels]. */
interface Map3 {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** A number for each cell of a map, 0 to 1. */
export interface Cells {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** What a network made of one table in two looks. */
export interface TwoLooks {
  /** Regions that were looked at again, best first, in pixels of the network's picture. */
  readonly regions: readonly Proposal[];
  /** Of each region, flat: [classes + 1] and [4]. */
  readonly logits: Float32Array;
  readonly boxes: Float32Array;
  /** Of each region the bins that its head reads, [rows, columns, channels], flat. */
  readonly bins: { readonly shape: Shape; readonly data: Float32Array };
  /** What may be laid over the table; a network without a gate has no gate. */
  readonly maps: Readonly<Partial<Record<Over, Cells>>>;
  /** Side of the network's picture. */
  readonly side: number;
}

/** Milliseconds: the first look, choosing regions, the second look. */
export interface LookTimes {
  readonly first: number;
  readonly choosing: number;
  readonly second: number;
}

/** One region, opened. */
export interface OpenedRegion {
  readonly box: Box;
  /** That there is anything, as the first look said. */
  readonly objectness: number;
  /** Rows, columns and channels of its bins, and the values of each channel, row by row. */
  readonly bins: {
    readonly rows: number;
    readonly columns: number;
    readonly channels: readonly Float32Array[];
  };
  /** The likeliest classes, the likeliest first. */
  readonly weighed: readonly Weighed[];
}

/** The same looks with no more than so many regions: suppression keeps the best first, so fewer are the first of more. */
export function firstOf(looks: TwoLooks, most: number): TwoLooks {
  const { regions, logits, boxes, bins } = looks;
  if (regions.length <= most) return looks;
  const part = (values: Float32Array) => values.subarray(0, (values.length / regions.length) * most);
  return {
    ...looks,
    regions: regions.slice(0, most),
    logits: part(logits),
    boxes: part(boxes),
    bins: { ...bins, data: part(bins.data) },
  };
}

/** The boxes on the table, best first, in pixels of the network's picture. */
export function foundIn(looks: TwoLooks, answer: RegionClassesAnswer): readonly Detection[] {
  const { regions, logits, boxes, side } = looks;
  const frame = { picture: [side, side], imageScale: 1 } as const;
  return judgedRegions(answer, { regions, logits, boxes, ...frame }, { scoreThreshold: leastScore })
    .detections;
}

/**
 * What a region was read as. `index` counts from 0, the best first.
 * @throws RangeError where there is no such region.
 */
export function openRegion(
  looks: TwoLooks,
  index: number,
  answer: RegionClassesAnswer,
  most = 5,
): OpenedRegion {
  const { regions, logits, bins } = looks;
  const region = regions[index];
  if (region === undefined) throw new RangeError(`There is no region ${index}.`);
  const classes = logits.length / regions.length;
  const row = logits.subarray(index * classes, (index + 1) * classes);
  const [rows, columns, channels] = bins.shape;
  const size = rows * columns * channels;
  const own = bins.data.subarray(index * size, (index + 1) * size);
  return {
    box: region.box,
    objectness: region.score,
    bins: {
      rows,
      columns,
      channels: Array.from({ length: channels }, (_, c) =>
        Float32Array.from({ length: rows * columns }, (_bin, i) => own[i * channels + c]!),
      ),
    },
    weighed: weighedClasses(answer, row).slice(0, most),
  };
}

/** The largest score of each cell's anchors. */
function objectness({ shape, data }: Map3): Cells {
  const [rows, columns, anchors] = shape;
  const values = Float32Array.from({ length: rows * columns }, (_, cell) =>
    scoreOf(Math.max(...data.subarray(cell * anchors, (cell + 1) * anchors))),
  );
  return { rows, columns, values };
}

/** The mean size of each cell's channels. */
function strength({ shape, data }: Map3): Cells {
  const [rows, columns, channels] = shape;
  const values = Float32Array.from({ length: rows * columns }, (_, cell) => {
    const own = data.subarray(cell * channels, (cell + 1) * channels);
    return own.reduce((sum, value) => sum + Math.abs(value), 0) / channels;
  });
  return { rows, columns, values };
}

/** The maps that a run gave by their names, and the map that regions are read from, as `mapsOver` takes them. */
export function tappedMaps(tap: (name: string) => Map3 | undefined, map: string): Tapped {
  return {
    c4: tap('cem/c4'),
    c5: tap('cem/c5'),
    whole: tap('cem/global'),
    context: tap('cem/sum') ?? tap('separable/sum'),
    gate: tap('sam/gate'),
    gated: tap(map),
  };
}

type Tapped = Readonly<Partial<Record<Exclude<Over, 'none' | 'objectness'>, Map3 | undefined>>>;

/**
 * What may be laid over the table. Three terms of context enhancement and their sum, before the gate and after it, are told in one unit,
 * the largest cell of them all, so that it is seen which term says how much and what the gate took; the gate itself is between 0 and 1
 * as it is.
 */
export function mapsOver(scores: Map3, taps: Tapped): Readonly<Partial<Record<Over, Cells>>> {
  const context = taps.context && strength(taps.context);
  const terms = (['c4', 'c5', 'whole'] as const).flatMap((name) => {
    const map = taps[name];
    return map === undefined ? [] : [[name, strength(map)] as const];
  });
  const largest = Math.max(
    ...[context, ...terms.map(([, cells]) => cells)].flatMap((cells) => [...(cells?.values ?? [])]),
    Number.MIN_VALUE,
  );
  const scaled = (cells: Cells): Cells => ({ ...cells, values: cells.values.map((v) => v / largest) });
  return {
    objectness: objectness(scores),
    ...Object.fromEntries(terms.map(([name, cells]) => [name, scaled(cells)])),
    ...(context && { context: scaled(context) }),
    ...(taps.gate && { gate: strength(taps.gate) }),
    ...(taps.gate && taps.gated && { gated: scaled(strength(taps.gated)) }),
  };
}
