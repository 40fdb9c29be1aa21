/** `φ = 2.0`, to the hundredth where it is not a tenth. */
export function formatPhi(phi: number): string {
  const tenths = phi.toFixed(1);
  const text = Number(tenths) === phi ? tenths : phi.toFixed(2);
  return text.replace('-', '−');
}
