/** A feature map's size, batch left out: height and width in cells, depth in channels. */
export type Shape = readonly [height: number, width: number, channels: number];

/** One number for each axis of a map. */
export type Pair = readonly [y: number, x: number];

/** A pair of equal numbers, or both of them. */
export function pair(sides: number | Pair): Pair {
  return typeof sides === 'number' ? [sides, sides] : sides;
}

/** Cells added around a map before a window slides over it. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A window that slides over a map: what it covers, how far it moves, what is added around the map. */
export interface Window {
  readonly kernelSize: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
}

/** A window whose cells lie `dilation` cells apart; 1 where they touch. */
export interface DilatedWindow extends Window {
  readonly dilation: Pair;
}

/**
 * How a layer chooses its padding. `same` is TensorFlow's: output = ⌈input / stride⌉, an odd total goes to the bottom
 * and the right. `symmetric` is PyTorch's (k − 1) / 2 · dilation on every side. `valid` adds nothing.
 */
export type PaddingRule = 'same' | 'symmetric' | 'valid';

function padAxis(rule: PaddingRule, size: number, reach: number, stride: number): [number, number] {
  if (rule === 'valid') return [0, 0];
  if (rule === 'symmetric') {
    const side = (reach - 1) >> 1;
    return [side, side];
  }
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
  return [total >> 1, total - (total >> 1)];
}

/** Cells from the first to the last that a window covers along each axis: (kernel − 1) · dilation + 1. */
export function reachOf(kernelSize: Pair, dilation: Pair): Pair {
  return [(kernelSize[0] - 1) * dilation[0] + 1, (kernelSize[1] - 1) * dilation[1] + 1];
}

/** The window that `rule` pads for `shape`. */
export function windowOn(
  shape: Shape,
  rule: PaddingRule,
  kernelSize: Pair,
  stride: Pair,
  dilation: Pair,
): DilatedWindow {
  const reach = reachOf(kernelSize, dilation);
  const [top, bottom] = padAxis(rule, shape[0], reach[0], stride[0]);
  const [left, right] = padAxis(rule, shape[1], reach[1], stride[1]);
  return { kernelSize, stride, dilation, padding: { top, bottom, left, right } };
}

/** Height and width of what a window leaves: ⌊(size + padding − reach) / stride⌋ + 1 on each axis. */
export function windowOutput(
  shape: Shape,
  { kernelSize, stride, dilation = [1, 1], padding }: Window & Partial<DilatedWindow>,
): Pair {
  const reach = reachOf(kernelSize, dilation);
  const axis = (size: number, pad: number, covered: number, step: number) =>
    Math.floor((size + pad - covered) / step) + 1;
  return [
    axis(shape[0], padding.top + padding.bottom, reach[0], stride[0]),
    axis(shape[1], padding.left + padding.right, reach[1], stride[1]),
  ];
}

/** Bytes of a float32, in which the reference executor keeps maps and weights. */
export const bytesPerValue = 4;

/** Number of values in a map. */
export function sizeOf(shape: Shape): number {
  return shape[0] * shape[1] * shape[2];
}

/** Whether a map has one cell: a value for each channel. */
export function isSingleCell(shape: Shape): boolean {
  return shape[0] === 1 && shape[1] === 1;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

/** `112×112×32`, as the papers write it. */
export function formatShape(shape: readonly number[]): string {
  return shape.join('×');
}
