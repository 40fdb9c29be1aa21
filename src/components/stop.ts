/** A named place on a slider. */
export interface Stop {
  value: number;
  label: string;
  /** Left out where the slider is too narrow for every label; the tick stays. */
  minor?: boolean;
}

/** Where a value lies between two bounds, 0 to 1; outside them, at the nearer one. */
export function fractionOf(value: number, min: number, max: number): number {
  return max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0;
}

/** What a reader typed, held to the bounds; undefined where it is no number. */
export function typedValue(text: string, min: number, max: number): number | undefined {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) ? undefined : Math.min(max, Math.max(min, value));
}
