import { fixed } from './quantity.ts';

/** `φ = 2.0`, to the hundredth where it is not a tenth. */
export function formatPhi(phi: number): string {
  const isTenth = Number(phi.toFixed(1)) === phi;
  return fixed(phi, isTenth ? 1 : 2).replace('-', '−');
}

/** `φ = 2.4`. */
export const atPhi = (phi: number) => `φ = ${formatPhi(phi)}`;
