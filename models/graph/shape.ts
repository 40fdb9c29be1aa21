/** A feature map's size, batch left out: height and width in cells, depth in channels. */
export type Shape = readonly [height: number, width: number, channels: number];

/** Cells added around a map before a window slides over it. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * How a layer chooses its padding. `same` is TensorFlow's: output = ⌈input / stride⌉, an odd total goes to the bottom
 * and the right. `symmetric` is PyTorch's (k − 1) / 2 on every side. `valid` adds nothing.
 */
export type PaddingRule = 'same' | 'symmetric' | 'valid';

function padAxis(rule: PaddingRule, size: number, kernelSize: number, stride: number): [number, number] {
  if (rule === 'valid') return [0, 0];
  if (rule === 'symmetric') {
    const side = (kernelSize - 1) >> 1;
    return [side, side];
  }
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernelSize - size);
  return [total >> 1, total - (total >> 1)];
}

/** The padding that `rule` gives for a `kernelSize`×`kernelSize` window moved by `stride` over `shape`. */
export function padFor(rule: PaddingRule, shape: Shape, kernelSize: number, stride: number): Padding {
  const [top, bottom] = padAxis(rule, shape[0], kernelSize, stride);
  const [left, right] = padAxis(rule, shape[1], kernelSize, stride);
  return { top, bottom, left, right };
}

/** Height and width of what a window leaves: ⌊(size + padding − kernel) / stride⌋ + 1 on each axis. */
export function windowOutput(
  shape: Shape,
  kernelSize: number,
  stride: number,
  padding: Padding,
): readonly [height: number, width: number] {
  const axis = (size: number, pad: number) => Math.floor((size + pad - kernelSize) / stride) + 1;
  return [axis(shape[0], padding.top + padding.bottom), axis(shape[1], padding.left + padding.right)];
}

/** Bytes of a float32, in which the reference executor keeps maps and weights. */
export const bytesPerValue = 4;

/** Number of values in a map. */
export function sizeOf(shape: Shape): number {
  return shape[0] * shape[1] * shape[2];
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

/** `112×112×32`, as the papers write it. */
export function formatShape(shape: readonly number[]): string {
  return shape.join('×');
}
