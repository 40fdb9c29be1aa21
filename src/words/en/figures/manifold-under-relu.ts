import { fixed, percent } from '../quantity.ts';

export const title =
  'A spiral through n channels and back: ReLU loses less of it the more channels there are';
export const activationWords = { relu: 'ReLU', relu6: 'ReLU6', linear: 'linear' } as const;

/** What one passage leaves of the spiral. */
export function returnedSentence(passage: {
  readonly channels: number;
  readonly activation: keyof typeof activationWords;
  readonly error: number;
  readonly lost: number;
}): string {
  const { channels, activation, error, lost } = passage;
  const through = `Through ${channels} channels and ${activation === 'linear' ? 'no activation' : activationWords[activation]}, the spiral comes back with an error of ${fixed(error, 3)}`;
  if (activation === 'linear') return `${through}: nothing was lost.`;
  return `${through}. Of its points, ${percent(100 * lost, 0)} have fewer than two channels that tell of them.`;
}

export const own = 'this matrix';
export const meanOf = (matrices: number) => `mean of ${matrices}`;
export const columns = (matrices: number) => ['channels', `error, ${own}`, `error, ${meanOf(matrices)}`];
export const channelsAxis = 'channels n';
export const errorAxis = 'error';
export const channelsKnob = 'Channels n';
export const activationChoice = 'Chart of';
export const another = 'Another random matrix';
export const caption =
  'Grey: the spiral as it was. In colour: as it comes back, stretched by the one factor that fits best. Rings: points of which fewer than two channels tell, so that nothing could bring them back. Error: squared distances over squared radii.';
export const source = 'After Sandler et al. 2018, Figure 1; everything is computed here.';

export const spiral = (activation: keyof typeof activationWords, error: number) =>
  `${activationWords[activation]}: error ${fixed(error, 3)}`;
export const description = (sentence: string) =>
  `Error of the spiral that comes back, against the number of channels. ${sentence}`;
