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
