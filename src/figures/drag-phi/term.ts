import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';

export type Dimension = 'depth' | 'width' | 'resolution';

/** A stretch of an equation; `tone` colours it, `raised` makes it an exponent. */
export interface Piece {
  readonly text: string;
  readonly tone?: Dimension | 'phi';
  readonly italic?: boolean;
  readonly raised?: boolean;
}

/** One line of the formula with its numbers, and what it does to the network. */
export interface Term {
  readonly name: string;
  /** Undefined for a line that all dimensions share. */
  readonly dimension: Dimension | undefined;
  readonly pieces: readonly Piece[];
  readonly spoken: string;
  readonly effect: string;
}

/** φ itself, in its colour. */
export const phiSign: Piece = { text: 'φ', tone: 'phi' };
export const plain = (text: string): Piece => ({ text });
export const variable = (text: string, tone?: Dimension): Piece => ({
  text,
  italic: true,
  ...(tone && { tone }),
});
export const raised = (piece: Piece): Piece => ({ ...piece, raised: true });

const inTex: Readonly<Record<string, string>> = {
  α: '\\alpha ',
  β: '\\beta ',
  γ: '\\gamma ',
  φ: '\\phi ',
  '·': '\\cdot ',
  '×': '\\times ',
  '→': '\\to ',
  '−': '-',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
};

/** An equation in TeX, to be pasted elsewhere. */
export function texOf(pieces: readonly Piece[]): string {
  const tex = (text: string): string =>
    text
      .replaceAll(/[A-Za-z]{2,}/g, '\\text{$&}')
      .replaceAll(/[^\x20-\x7e]/g, (sign) => inTex[sign] ?? sign)
      .replaceAll(/ +/g, ' ');
  return pieces
    .map(({ text, raised }) => (raised ? `^{${tex(text).trim()}}` : tex(text)))
    .join('')
    .replaceAll(/ +(?=[ ^)}])/g, '')
    .trim();
}

export const sideOf = (network: ScaledNetwork): string => `${network.resolution} × ${network.resolution}`;
