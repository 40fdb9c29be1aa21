import { bytes, exact, rounded, upTo } from '../quantity.ts';

export const title = 'Narrow, wide, narrow: what has to stay in memory, and what only passes';

/** What a block costs and holds. */
export function billSentence(bill: {
  readonly expansion: number;
  readonly pieces: number;
  readonly middle: number;
  readonly multiplyAdds: number;
  readonly kept: number;
  readonly passingInPieces: number;
}): string {
  const { expansion, pieces, middle, multiplyAdds, kept, passingInPieces } = bill;
  const pass = pieces === 1 ? 'pass' : `pass at a time, in ${pieces} pieces`;
  return `Expansion ${upTo(expansion, 2)}: ${exact(middle)} channels in the middle, ${rounded(multiplyAdds, 3)} multiply-adds. ${bytes(kept)} of maps stay, ${bytes(passingInPieces)} ${pass}.`;
}

export const slabWords = { in: 'in', widened: 'widened', filtered: 'filtered', out: 'out' } as const;
