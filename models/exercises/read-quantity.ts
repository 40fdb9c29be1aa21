/** What a number may be followed by, and what it is then worth. The Chinese and Korean ones count by ten thousands. */
const scales: readonly (readonly [pattern: RegExp, worth: number])[] = [
  [/^(?:k|thousand)$/i, 1e3],
  [/^(?:m|million|millions)$/i, 1e6],
  [/^(?:g|b|billion|billions)$/i, 1e9],
  [/^(?:t|trillion|trillions)$/i, 1e12],
  [/^(?:万|萬|만)$/, 1e4],
  [/^(?:亿|億|억)$/, 1e8],
  [/^(?:%|percent|per cent)$/i, 0.01],
  [/^(?:×|x|times)?$/i, 1],
];

const worthOf = (suffix: string) => scales.find(([pattern]) => pattern.test(suffix))?.[1];

/**
 * The number that a reader wrote, in whatever way: `386M`, `3.86e8`, `385,814,784`, `385 814 784`, `3,858亿`, `3억 8581만`, `24 %` (0.24),
 * `1/3`, `⅓`.
 * A comma or a point that parts groups of three digits is none of the fraction; any other one is. Null where it is no number.
 */
export function readQuantity(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/(\d)[\s_'’]+(?=\d)/g, '$1')
    .replace(/^[≈~]\s*/, '');
  const fraction = /^([^/÷⁄]+)[/÷⁄]([^/÷⁄]+)$/.exec(plain);
  if (fraction !== null) {
    const [above, below] = [digits((fraction[1] ?? '').trim()), digits((fraction[2] ?? '').trim())];
    return above === null || below === null || below === 0 ? null : above / below;
  }
  const power = /^(.+?)\s*(?:[·*×x]\s*)10\^?\s*(-?\d{1,2})$/.exec(plain);
  if (power !== null) {
    const factor = digits(power[1] ?? '');
    return factor === null ? null : factor * 10 ** Number(power[2]);
  }
  const parts = [...plain.matchAll(/([-+]?[\d.,]+(?:e[-+]?\d{1,3})?)\s*([^\d.,+-]*)/giy)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== plain) return null;
  let sum = 0;
  let before = Number.POSITIVE_INFINITY;
  for (const [, number = '', suffix = ''] of parts) {
    const value = digits(number);
    const worth = worthOf(suffix.trim());
    // Several parts go down from one to the next, as 3억 8581만 does.
    if (value === null || worth === undefined || worth >= before) return null;
    sum += value * worth;
    before = worth;
  }
  return Number.isFinite(sum) ? sum : null;
}

/** Digits with their separators. */
function digits(text: string): number | null {
  const [, mantissa = '', exponent = ''] = /^([-+]?[\d.,]+)(e[-+]?\d{1,3})?$/i.exec(text) ?? [];
  if (mantissa === '') return null;
  const grouped = /^[-+]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/.exec(mantissa);
  // One point with three digits after it, as in 3.858, is a fraction; one comma so is a thousand, as English writes it.
  const isGrouped = grouped !== null && (grouped[1] === ',' || /\..*[.,]/.test(mantissa));
  const plain = isGrouped
    ? mantissa.replaceAll(grouped[1] ?? ',', '').replace(',', '.')
    : mantissa.replace(',', '.');
  const value = Number(plain + exponent);
  return plain !== '' && Number.isFinite(value) ? value : null;
}
