/**
 * How numbers are written on the pages: exact ones with thousands marked, rounded ones with their scale spelled out.
 * A number that a table printed is quoted as printed, never through these.
 */

const locale = 'en-US';

// Making a formatter takes longer than a hundred uses of it.
const grouped = new Intl.NumberFormat(locale);
const roundedTo = new Map<number, Intl.NumberFormat>();

/** A formatter that marks thousands and keeps at most so many decimals. */
function formatter(maximumFractionDigits: number): Intl.NumberFormat {
  let found = roundedTo.get(maximumFractionDigits);
  if (found === undefined) {
    found = new Intl.NumberFormat(locale, { maximumFractionDigits });
    roundedTo.set(maximumFractionDigits, found);
  }
  return found;
}

/** `5,288,548`: exact, whole. */
export function exact(value: number): string {
  return grouped.format(Math.round(value));
}

const scales = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;

/** `385.8 million`, `1.81 billion`, `12,345`: to `digits` significant digits, the scale in words. */
export function rounded(value: number, digits = 4): string {
  for (const [scale, word] of scales) {
    const short = Number((value / scale).toPrecision(digits));
    if (short >= 1) return `${formatter(digits).format(short)} ${word}`;
  }
  return formatter(digits).format(Number(value.toPrecision(digits)));
}

/** `2.58`: to `digits` significant digits, trailing zeros kept. */
export function significant(value: number, digits = 3): string {
  const text = value.toPrecision(digits);
  return text.includes('e') ? grouped.format(Number(text)) : text;
}

/** `1.78×`: a ratio. */
export function times(value: number, digits = 3): string {
  return `${significant(value, digits)}×`;
}

/** `77.1 %` from 77.1: with a narrow no-break space, as printed numbers keep their unit. */
export function percent(value: number, decimals = 1): string {
  return `${value.toFixed(decimals)}\u202f%`;
}

const byteScales = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/** `10.6 MB`: powers of a thousand, as file sizes on a page are. */
export function bytes(value: number): string {
  for (const [scale, unit] of byteScales)
    if (value >= scale) return `${significant(value / scale)}\u202f${unit}`;
  return `${exact(value)} bytes`;
}

/** `−0.07`: a signed number with a real minus sign. */
export function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 ? `−${text}` : text;
}
