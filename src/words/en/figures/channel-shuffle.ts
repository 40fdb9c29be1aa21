export const title = 'Split and shuffle: which channel comes from where, and of how many it knows';

/** How far the channels have mixed. */
export function knownSentence(state: {
  readonly units: number;
  readonly channels: number;
  readonly most: number;
  readonly untouched: number;
}): string {
  const { units, channels, most, untouched } = state;
  if (units === 0) return `The map that comes in: each of its ${channels} channels knows of itself.`;
  const after = `After ${units} ${units === 1 ? 'unit' : 'units'}`;
  const same =
    untouched === 0
      ? 'no channel is as it came in'
      : `${untouched} of ${channels} channels ${untouched === 1 ? 'is as it' : 'are as they'} came in`;
  return `${after} ${same}; the best informed knows of ${most}.`;
}
