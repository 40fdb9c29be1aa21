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

export const columns = ['map', 'side', 'channels', 'stays'];
export const yesNo = (stays: boolean) => (stays ? 'yes' : 'no');
export const stays = 'stays';
export const passes = 'passes';
export const expansionKnob = 'Expansion t';
export const piecesKnob = 'Pieces in the middle';
export const blockChoice = 'Block';
export const paper = 'MobileNetV2';
export const source =
  'Blocks of MobileNetV2 on pictures of 224 pixels: Sandler et al. 2018, Table 2; everything is counted on the block’s graph, maps in 32-bit floats.';

export const block = ({ side, channels }: { readonly side: number; readonly channels: number }) =>
  `${side} × ${side}, ${channels} channels`;
export const description = (sentence: string) =>
  `The four maps of a block, as wide as they have channels. ${sentence}`;
export const caption = (side: number) =>
  `Each map as high as it has channels; its ${side} × ${side} cells are not drawn. Filled: maps that outlive the block, since others read them. Outlined: maps that only pass. With an expansion of 1 the widening layer is left out, as in the network’s first block.`;
