import { range } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';

/** A stretch of values laid on a stretch of pixels. Plain data, so that a chart laid out at build goes to the page as it is. */
export interface Axis {
  readonly kind: 'linear' | 'logarithmic';
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

function scaleFor({ kind, from, to, start, end }: Axis) {
  return (kind === 'logarithmic' ? scaleLog() : scaleLinear()).domain([from, to]).range([start, end]);
}

const scales = new WeakMap<Axis, ReturnType<typeof scaleFor>>();

/** d3's scale of an axis, made once an axis. */
function scaleOf(axis: Axis) {
  let scale = scales.get(axis);
  if (scale === undefined) {
    scale = scaleFor(axis);
    scales.set(axis, scale);
  }
  return scale;
}

/** Where a value lies, in pixels; values beyond the axis lie beyond its ends. */
export function place(axis: Axis, value: number): number {
  return scaleOf(axis)(value);
}

/** The value that lies at a pixel. */
export function valueAt(axis: Axis, pixel: number): number {
  return scaleOf(axis).invert(pixel);
}

const rounding = 1e-9;

/** Round values on an axis: every `step`, or 1, 2, 5 (or only 1) of each power of ten. */
export function ticksOf(axis: Axis, options: { step?: number; sparse?: boolean } = {}): readonly number[] {
  const { step = 1, sparse = false } = options;
  if (axis.kind === 'linear') {
    // 0.7 / 0.1 is a little less than 7.
    const [first, last] = [Math.ceil(axis.from / step - rounding), Math.floor(axis.to / step + rounding)];
    return range(first, last + 1).map((count) => count * step);
  }
  const digits = sparse ? [1] : [1, 2, 5];
  // Asked for more than there can be, d3's logarithmic scale gives every digit of every power.
  return scaleOf(axis)
    .ticks(1000)
    .filter((value) => digits.includes(Number(value.toExponential().split('e')[0])));
}
