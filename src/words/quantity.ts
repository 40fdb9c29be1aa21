/** What a language has of its own where numbers are written. */
export interface Language {
  /** As `lang` and `Intl` know it. */
  readonly tag: string;
  /** Names of a million, and of its thousandfolds, from the largest down. */
  readonly scales: readonly (readonly [scale: number, name: string])[];
  /** The unit that is written out. */
  readonly bytes: string;
}

const byteScales = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/**
 * How numbers and units are written in a language: exact ones with thousands marked, rounded ones with their scale spelled out.
 * A number that a table printed is quoted as printed, never through these.
 */
export function quantities({ tag, scales, bytes: bytesName }: Language) {
  // Making a formatter takes longer than a hundred uses of it.
  const grouped = new Intl.NumberFormat(tag);
  const conjunction = new Intl.ListFormat(tag, { type: 'conjunction' });
  const roundedTo = new Map<number, Intl.NumberFormat>();
  const point = grouped.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';

  /** A formatter that marks thousands and keeps at most so many decimals. */
  function formatter(maximumFractionDigits: number): Intl.NumberFormat {
    let found = roundedTo.get(maximumFractionDigits);
    if (found === undefined) {
      found = new Intl.NumberFormat(tag, { maximumFractionDigits });
      roundedTo.set(maximumFractionDigits, found);
    }
    return found;
  }

  /** `5,288,548`: exact, whole. */
  function exact(value: number): string {
    return grouped.format(Math.round(value));
  }

  /** `2.58`: to so many decimals, thousands unmarked. */
  function fixed(value: number, decimals: number): string {
    // Not `Intl`, which rounds what a double prints as, and not what it is.
    return value.toFixed(decimals).replace('.', point);
  }

  /** `0.0012`: thousands marked, at most so many decimals. */
  function upTo(value: number, decimals: number): string {
    return formatter(decimals).format(value);
  }

  /** `385.8 million`, `1.81 billion`, `12,345`: to `digits` significant digits, the scale in words. */
  function rounded(value: number, digits = 4): string {
    for (const [scale, name] of scales) {
      const short = Number((value / scale).toPrecision(digits));
      if (short >= 1) return `${upTo(short, digits)} ${name}`;
    }
    return upTo(Number(value.toPrecision(digits)), digits);
  }

  /** `2.58`: to `digits` significant digits, trailing zeros kept. */
  function significant(value: number, digits = 3): string {
    const text = value.toPrecision(digits);
    return text.includes('e') ? grouped.format(Number(text)) : text.replace('.', point);
  }

  /** `2.58`, `1.20e-7`: to `digits` significant digits, as a measured value is read. */
  function precise(value: number, digits = 3): string {
    return value.toPrecision(digits).replace('.', point);
  }

  /** `1.78×`: a ratio. */
  function times(value: number, digits = 3): string {
    return `${significant(value, digits)}×`;
  }

  /** `77.1 %` from 77.1: with a narrow no-break space, as printed numbers keep their unit. */
  function percent(value: number, decimals = 1): string {
    return `${fixed(value, decimals)}\u202f%`;
  }

  /** `10.6 MB`: powers of a thousand, as file sizes on a page are. */
  function bytes(value: number): string {
    for (const [scale, unit] of byteScales)
      if (value >= scale) return `${significant(value / scale)}\u202f${unit}`;
    return `${exact(value)} ${bytesName}`;
  }

  /** `−0.07`: a signed number with a real minus sign. */
  function signed(value: number, decimals: number): string {
    const text = fixed(Math.abs(value), decimals);
    return value < 0 ? `−${text}` : text;
  }

  /** `a, b, and c`. */
  function listed(names: readonly string[]): string {
    return conjunction.format(names);
  }

  return { exact, fixed, upTo, rounded, significant, precise, times, percent, bytes, signed, listed };
}
