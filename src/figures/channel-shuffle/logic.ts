/** A channel on its way: where in the first map it stood, and by which channels of that map it has been touched. */
export interface Travelling {
  /** Its place in the first map. */
  readonly from: number;
  /** Units that worked on it; each mixes it with all others of its half. */
  readonly worked: number;
  /** Channels of the first map of which it can know by now. */
  readonly knows: ReadonlySet<number>;
}

/** What a channel is at each place, after a number of units; the first entry is the map that comes in. */
export type Journey = readonly (readonly Travelling[])[];

/** Deals the channels of two groups out in turn, as the shuffle operator does. */
export function shuffled<T>(channels: readonly T[], groups = 2): T[] {
  const each = channels.length / groups;
  return channels.map((_, c) => channels[(c % groups) * each + Math.floor(c / groups)]!);
}

/** One unit of stride 1: the first half passes, the second is worked on, and both are joined. */
function throughUnit(channels: readonly Travelling[], shuffle: boolean): Travelling[] {
  const half = channels.length / 2;
  const passed = channels.slice(0, half);
  const taken = channels.slice(half);
  const known = new Set(taken.flatMap(({ knows }) => [...knows]));
  const joined = [
    ...passed,
    ...taken.map(({ from, worked }) => ({ from, worked: worked + 1, knows: known })),
  ];
  return shuffle ? shuffled(joined) : joined;
}

export function journeyOf(channels: number, units: number, shuffle: boolean): Journey {
  const maps: Travelling[][] = [
    Array.from({ length: channels }, (_, from) => ({ from, worked: 0, knows: new Set([from]) })),
  ];
  for (let unit = 0; unit < units; unit++) maps.push(throughUnit(maps.at(-1)!, shuffle));
  return maps;
}
