/** How a number is written: what stands behind it, or that nothing does. */
export type Unit =
  | 'percent'
  | 'million'
  | 'billion'
  | 'times'
  | 'seconds'
  | 'milliseconds'
  | 'kilobytes'
  | 'megabytes'
  | 'whole'
  | 'decimal';

/** A number in a sentence that claims to be a quantity. */
export interface Quantity {
  /** As it stands there: `77.1 %`. */
  readonly text: string;
  /** Digits as printed, thousands unmarked: `77.1`. */
  readonly digits: string;
  readonly unit: Unit;
  /** Where it begins and ends in its sentence. */
  readonly from: number;
  readonly to: number;
}

const units: Readonly<Record<string, Unit>> = {
  '%': 'percent',
  percent: 'percent',
  million: 'million',
  M: 'million',
  billion: 'billion',
  B: 'billion',
  '×': 'times',
  x: 'times',
  times: 'times',
  s: 'seconds',
  seconds: 'seconds',
  ms: 'milliseconds',
  kB: 'kilobytes',
  MB: 'megabytes',
};

/**
 * Numbers with a unit, a decimal point or marked thousands. Plain small whole numbers are left alone: most of them are years, counts
 * and names.
 */
export function quantitiesOf(sentence: string): Quantity[] {
  const pattern =
    /(?<![\w.,−-])(\d+(?:,\d{3})*(?:\.\d+)?)(?:[\s\u202f\u00a0\u2060]*(%|×|(?:percent|million|billion|times|seconds|ms|[kM]B|[MBxs])(?![\w-])))?(?![\d.]*\d)/g;
  return [...sentence.matchAll(pattern)].flatMap((match) => {
    const [text, number = '', behind = ''] = match;
    const unit =
      units[behind] ?? (number.includes('.') ? 'decimal' : number.includes(',') ? 'whole' : undefined);
    const rest = sentence.slice(match.index + text.length);
    // 3×3 is the side of a window; single bytes, gigabytes, pixels and points are no number that a table of networks holds.
    if (unit === undefined || (unit === 'times' && /^\s*\d/.test(rest))) return [];
    // “φ = 2.0” says which network is meant.
    if (/φ\s=\s[−-]?$/.test(sentence.slice(0, match.index))) return [];
    if (behind === '' && /^[\s\u202f\u00a0\u2060]*(?:G?B|bytes|px|pixels|points?|°|²)(?!\w)/.test(rest))
      return [];
    return [
      {
        text: text.trim(),
        digits: number.replaceAll(',', ''),
        unit,
        from: match.index,
        to: match.index + text.length,
      },
    ];
  });
}
