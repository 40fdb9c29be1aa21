import { fixed, times } from '../quantity.ts';

/** The loss of one answer, with and without forgiveness. */
export function lossSentence(said: {
  readonly probability: number;
  readonly isYes: boolean;
  readonly plain: number;
  readonly focal: number;
}): string {
  const { probability, isYes, plain, focal } = said;
  const truth = isYes ? 'an object' : 'background';
  const ratio = focal === 0 ? '' : `, ${times(plain / focal, 2)} less`;
  return `The network says ${fixed(probability, 2)} where there is ${truth}: cross-entropy ${plain.toPrecision(2)}, focal loss ${focal.toPrecision(2)}${ratio}.`;
}
