// What e^x is computed from in routines of WebAssembly: x = n · ln 2 + t, and a polynomial in t.

/** e^t over |t| ≤ ½ ln 2, less 1 and over t, from t's first power on: interpolated at Chebyshev's nodes, off by 2·10⁻⁷ of the value at most. */
export const exponentialSeries = [
  0.4999937088027, 0.16666576845994, 0.04187585393132, 0.00836320297155,
] as const;

/** ln 2 in two parts, the first of so few digits that its multiples are exact. */
export const ln2Parts = [0.693145751953125, 1.4286068203094173e-6] as const;

/** Added, it leaves the nearest whole number plus 127 in the lowest bits: a float32's exponent. */
export const nearestExponent = 1.5 * 2 ** 23 + 127;

/** From its negative to it e^x is a finite float32 that is not 0. */
export const exponentialLimit = 87;
