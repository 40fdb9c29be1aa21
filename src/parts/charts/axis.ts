/** A stretch of values laid on a stretch of pixels. */
export interface Axis {
  readonly kind: 'linear' | 'logarithmic';
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

const along = (axis: Axis, value: number): number => (axis.kind === 'logarithmic' ? Math.log(value) : value);

/** Where a value lies, in pixels; values beyond the axis lie beyond its ends. */
export function place(axis: Axis, value: number): number {
  const from = along(axis, axis.from);
  const part = (along(axis, value) - from) / (along(axis, axis.to) - from);
  return axis.start + part * (axis.end - axis.start);
}

/** The value that lies at a pixel. */
export function valueAt(axis: Axis, pixel: number): number {
  const part = (pixel - axis.start) / (axis.end - axis.start);
  if (axis.kind === 'linear') return axis.from + part * (axis.to - axis.from);
  return axis.from * (axis.to / axis.from) ** part;
}

/** Round values on an axis: every `step`, or 1, 2, 5 (or only 1) of each power of ten. */
export function ticksOf(axis: Axis, options: { step?: number; sparse?: boolean } = {}): readonly number[] {
  const ticks: number[] = [];
  if (axis.kind === 'linear') {
    const step = options.step ?? 1;
    for (let count = Math.ceil(axis.from / step); count * step <= axis.to; count++) ticks.push(count * step);
    return ticks;
  }
  const digits = options.sparse ? [1] : [1, 2, 5];
  for (let power = Math.floor(Math.log10(axis.from)); power <= Math.ceil(Math.log10(axis.to)); power++)
    for (const digit of digits) {
      const value = Number(`${digit}e${power}`);
      if (value >= axis.from && value <= axis.to) ticks.push(value);
    }
  return ticks;
}
