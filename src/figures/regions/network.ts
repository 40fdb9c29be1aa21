import type { Box } from '../../../models/answers/box.ts';
import { boxesText } from '../../parts/movable-boxes/boxes-property.ts';
import type { ReadMap } from './logic.ts';

/** A class as the second look weighs it; `null` for none of them. */
export type Weighed = readonly [name: string | null, probability: number];

/** What a trained network made of the scene, as `npm run figure-data regions` keeps it. */
export interface NetworkFile {
  readonly checkpoint: string;
  readonly title: string;
  /** Bytes of its own weights and of the backbone that it stands on. */
  readonly bytes: number;
  readonly backboneBytes: number;
  /** Side of its picture in pixels, and of its map in cells. */
  readonly picture: number;
  readonly side: number;
  readonly group: number;
  /** Channels of a region. */
  readonly channels: number;
  /** What the largest step, 127, of each channel of the map is worth. */
  readonly largest: readonly number[];
  /** The map, [side, side, channels · group²], as signed bytes in base 64. */
  readonly map: string;
  /** The likeliest first: box in pixels of the network's picture, the first look's score, the second look's classes. */
  readonly proposals: readonly {
    readonly box: readonly number[];
    readonly score: number;
    readonly weighed: readonly (readonly [string | null, number])[];
  }[];
}

/** A region that the first look proposes, in pixels of the stage. */
export interface Proposed {
  readonly box: Box;
  readonly score: number;
  readonly weighed: readonly Weighed[];
}

/** What a network made of the scene: its map, and its regions, the likeliest first. */
export interface SceneLook {
  readonly read: ReadMap;
  readonly proposals: readonly Proposed[];
}

/** The steps of a channel's values, from −127 to 127. */
export const mostSteps = 127;

/** Values by channel in steps of that channel's own, and what its largest step is worth. */
export function inSteps(
  data: ArrayLike<number>,
  channels: number,
): { readonly steps: Int8Array; readonly largest: readonly number[] } {
  const largest = Array.from({ length: channels }, (_, channel) => {
    let most = 0;
    for (let at = channel; at < data.length; at += channels) most = Math.max(most, Math.abs(data[at] ?? 0));
    // Few digits, rounded up, so that no value lies beyond the last step.
    return Math.ceil(most * 1000) / 1000;
  });
  const steps = Int8Array.from({ length: data.length }, (_, at) =>
    Math.round((mostSteps * (data[at] ?? 0)) / (largest[at % channels] || 1)),
  );
  return { steps, largest };
}

/** The scene as the page was built with it. */
export function builtLook(file: NetworkFile, stageSide: number): SceneLook {
  const { side, group, channels, largest, picture } = file;
  const bytes = Uint8Array.from(atob(file.map), (char) => char.charCodeAt(0));
  const all = channels * group ** 2;
  const data = Float64Array.from(
    new Int8Array(bytes.buffer),
    (step, at) => (step * (largest[at % all] ?? 0)) / mostSteps,
  );
  return {
    read: readMapOf({ shape: [side, side, all], data }, { group, channels }, stageSide),
    proposals: file.proposals.map(({ box: [ymin = 0, xmin = 0, ymax = 0, xmax = 0], score, weighed }) => ({
      box: onStage([ymin, xmin, ymax, xmax], stageSide / picture),
      score,
      weighed,
    })),
  };
}

/** A map of the detectors that look twice here, whose cells are meant by their middles, as regions are read from it. */
export function readMapOf(
  map: ReadMap['map'],
  { group, channels }: { readonly group: number; readonly channels: number },
  stageSide: number,
): ReadMap {
  const names = Array.from({ length: channels }, (_, index) => `${index + 1}`);
  return { map, cell: stageSide / map.shape[0], group, centre: 0.5, names };
}

/** A box of the network's picture on the stage. */
export const onStage = ([ymin, xmin, ymax, xmax]: Box, times: number): Box => [
  times * ymin,
  times * xmin,
  times * ymax,
  times * xmax,
];

/** Index of the proposal that a view's box stands for: the one whose edges, to whole pixels, it has, give or take one; −1 for none. */
export function proposalAt(proposals: readonly Pick<Proposed, 'box'>[], box: Box): number {
  const exact = proposals.findIndex((each) => boxesText([each.box]) === boxesText([box]));
  if (exact >= 0) return exact;
  return proposals.findIndex((each) =>
    each.box.every((edge, i) => Math.abs(Math.round(edge) - Math.round(box[i] ?? 0)) <= 1),
  );
}
