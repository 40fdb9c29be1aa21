import { largestIndices } from '../../../models/answers/largest.ts';
import type { Shape } from '../../../models/graph/shape.ts';
import type { GateSummary } from '../../words/en/figures/live-classifier.ts';

/** A feature map that was read back, [h, w, c], channels last. */
export interface FeatureMap {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** One of the most probable classes, with the map of where in the picture it comes from. */
export interface TopClass {
  readonly index: number;
  readonly label: string;
  readonly probability: number;
  readonly logit: number;
  /** The dense layer's bias for the class. */
  readonly bias: number;
  /** One value a cell of the last map, row by row; none where classes do not come from its means alone. */
  readonly activation: ArrayLike<number>;
}

/** The values of one channel, row by row. */
export function channelOf({ shape, data }: FeatureMap, channel: number): Float32Array {
  const [height, width, channels] = shape;
  return Float32Array.from({ length: height * width }, (_, cell) => data[cell * channels + channel] ?? 0);
}

export type ChannelOrder = 'index' | 'activity';

/** Mean magnitude of each channel: how much it has to say about this picture. */
export function activityOf({ shape, data }: FeatureMap): Float32Array {
  const [height, width, channels] = shape;
  const sums = new Float32Array(channels);
  for (let i = 0; i < data.length; i++) {
    const channel = i % channels;
    sums[channel] = (sums[channel] ?? 0) + Math.abs(data[i] ?? 0);
  }
  return sums.map((sum) => sum / (height * width));
}

/** The channels of a map in the order asked for. */
export function channelOrder(map: FeatureMap, order: ChannelOrder): readonly number[] {
  const channels = map.shape[2];
  if (order === 'activity') return largestIndices(activityOf(map), channels);
  return Array.from({ length: channels }, (_, index) => index);
}

/** Feature maps are shown so many at a time. */
export const pageSize = 48;

/** The channels on a page of an order, and how many pages there are; a page beyond the last is the last. */
export function pageOf(
  order: readonly number[],
  page: number,
): { readonly page: number; readonly pages: number; readonly channels: readonly number[] } {
  const pages = Math.max(1, Math.ceil(order.length / pageSize));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { page: at, pages, channels: order.slice(at * pageSize, (at + 1) * pageSize) };
}

/** A cell of a map: row and column. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The cell under a place of a drawing of the map; the place as shares of the drawing's sides, 0 to 1. */
export function cellAt([height, width]: Shape, across: number, down: number): Cell {
  const clamp = (share: number, size: number) => Math.min(size - 1, Math.max(0, Math.floor(share * size)));
  return { row: clamp(down, height), column: clamp(across, width) };
}

/** The neighbour of a cell that an arrow key moves to; null for other keys. */
export function cellBeside(cell: Cell, key: string, [height, width]: Shape): Cell | null {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const step = steps[key];
  if (step === undefined) return null;
  return {
    row: Math.min(height - 1, Math.max(0, cell.row + step[0])),
    column: Math.min(width - 1, Math.max(0, cell.column + step[1])),
  };
}

/** Summarises the gates of a block. There is at least one. */
export function summarizeGates(gates: ArrayLike<number>): GateSummary {
  let [closed, open, sum, belowHalf] = [0, 0, 0, 0];
  for (let i = 0; i < gates.length; i++) {
    const gate = gates[i] ?? 0;
    sum += gate;
    if (gate < 0.5) belowHalf++;
    if (gate < (gates[closed] ?? 0)) closed = i;
    if (gate > (gates[open] ?? 0)) open = i;
  }
  const at = (channel: number) => ({ channel, gate: gates[channel] ?? 0 });
  return { count: gates.length, belowHalf, mean: sum / gates.length, closed: at(closed), open: at(open) };
}

/** The part of a picture that the network sees, and the whole picture, in pixels. */
export interface Framing {
  readonly width: number;
  readonly height: number;
  readonly region: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

/** Style of a picture inside a square that shows only what the network sees of it. */
export function framedStyle({ width, height, region }: Framing): string {
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(3)}%`;
  return `width:${share(width, region.width)};height:${share(height, region.height)};left:${share(-region.left, region.width)};top:${share(-region.top, region.height)}`;
}

/** The centre crop that B0 takes of a picture: 224/256 of the shorter side. Before a run this says what will be seen. */
export function expectedFraming(width: number, height: number, share: number): Framing {
  const side = Math.max(1, Math.floor(Math.min(width, height) * share));
  const region = {
    left: Math.round((width - side) / 2),
    top: Math.round((height - side) / 2),
    width: side,
    height: side,
  };
  return { width, height, region };
}

/** `espresso` of `cat, tabby`: the first of the names that a label lists. */
export function firstName(label: string): string {
  return label.split(',')[0]?.trim() ?? label;
}
