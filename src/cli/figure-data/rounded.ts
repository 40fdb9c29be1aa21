/** So many significant digits are kept of what is measured. */
export const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));
