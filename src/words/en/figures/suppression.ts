import { fixed, listed } from '../quantity.ts';

/** What suppression leaves of the boxes. */
export function keptSentence(kept: readonly { readonly name: string; readonly score: number }[]): string {
  if (kept.length === 0) return 'No box is left.';
  return `Left, best first: ${listed(kept.map(({ name, score }) => `${name} with ${fixed(score, 2)}`))}.`;
}
