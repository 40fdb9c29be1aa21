/**
 * How likely two equally good classifiers are to be told apart so clearly or more so: of the pictures that only one of them names right,
 * `a` are the first's and `b` the second's (the exact two-sided sign test, which is McNemar's exact test).
 * @returns a probability; 1 where no picture tells them apart
 */
export function signTest(a: number, b: number): number {
  const n = a + b;
  // Logarithms: 2⁻ⁿ alone is 0 for a few thousand pictures.
  let term = -n * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= Math.min(a, b); k++) {
    if (k > 0) term += Math.log((n - k + 1) / k);
    sum += Math.exp(term);
  }
  return Math.min(1, 2 * sum);
}
