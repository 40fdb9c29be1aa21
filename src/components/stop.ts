/** A named place on a slider. */
export interface Stop {
  value: number;
  label: string;
  /** Its label would touch another one: it is a tick alone, with its name for whoever does not see it. */
  minor?: boolean;
  /** What a screen reader says instead of the label. */
  description?: string;
}

/** The first stop beyond a value, going up (1) or down (−1); undefined where there is none. */
export function nextStop(stops: readonly Stop[], value: number, direction: number): Stop | undefined {
  const beyond = stops.filter((stop) => (stop.value - value) * direction > 0.004);
  return direction > 0 ? beyond[0] : beyond.at(-1);
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
