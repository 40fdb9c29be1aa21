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

export const columns = ['place', 'came from', 'worked on', 'knows of'];
export const unitsKnob = 'Units';
export const shuffleChoice = 'Behind each unit';
export const shuffled = { yes: 'shuffle', no: 'no shuffle' } as const;
export const description = (units: number, sentence: string) =>
  `Eight channels through ${units} shuffle units. ${sentence}`;
export const caption =
  'Each square is a channel with the place that it had at first. The left half of a map passes, thin; the right half is worked on, thick, and mixed. The bar in a square: of how many channels of the first map it knows.';
export const source =
  'Split by halves, as in torchvision’s code; eight channels stand for the 116 and more of the network.';
