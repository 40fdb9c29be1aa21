import { signed } from '../words/en/quantity.ts';

/** Terms and their sum as they are printed. */
export interface AddingUp {
  readonly terms: readonly string[];
  readonly sum: string;
  /** Whether the printed terms add up to the printed sum, digit by digit; hardly ever false. */
  readonly exact: boolean;
}

/**
 * Prints terms and their sum with as many decimals as it takes for the printed terms to add up to the printed sum: 10.26 and 0.06
 * are not 10.31, but 10.257 and 0.056 are 10.313.
 * @param decimals to begin with
 */
export function addingUp(values: readonly number[], decimals = 2, most = 6): AddingUp {
  let digits = decimals;
  while (digits <= most && !printed(values, digits).exact) digits++;
  // Thirds of one never add up to it: they are printed short.
  return printed(values, digits > most ? decimals : digits);
}

function printed(values: readonly number[], digits: number): AddingUp {
  const scale = 10 ** digits;
  // toFixed decides how a number is printed, so it decides what is added here.
  const units = (value: number) => Math.round(Number(value.toFixed(digits)) * scale);
  const total = units(values.reduce((a, b) => a + b, 0));
  return {
    terms: values.map((value) => signed(units(value) / scale, digits)),
    sum: signed(total / scale, digits),
    exact: values.reduce((sum, value) => sum + units(value), 0) === total,
  };
}
