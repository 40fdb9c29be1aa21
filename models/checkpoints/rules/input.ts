import type { CardInput } from '../card.ts';
import { normalisings } from './normalising.ts';
import type { Rule } from './rule.ts';

/** How a rule makes a picture the input of a network of this size. */
export function inputByRule(
  { normalising, evaluation }: Pick<Rule, 'normalising' | 'evaluation'>,
  height: number,
  width: number,
): CardInput {
  const { mean, std } = normalisings[normalising];
  const { cropFraction, interpolation } = evaluation;
  return { height, width, mean, std, interpolation, ...(cropFraction !== undefined && { cropFraction }) };
}
