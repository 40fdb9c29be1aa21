/** A space at which no line breaks. */
const joint = '\u00a0';

/**
 * The text with what belongs together in one line however narrow its column is: what a symbol is said to be (`φ = −2.0`), a knob and its
 * value (`d 0.694`), a number and its unit (`36 px`), both sides of a map (`7 × 7`). Between such pieces, and in a longer product, lines
 * break as before.
 */
export function unbroken(text: string): string {
  return text
    .replace(/(?<=[\p{L}\d)]) = (?=[−-]?[\p{L}\d(])/gu, `${joint}=${joint}`)
    .replace(/(?<=(?:^|[\s(,:])[αβγφdwr]) (?=[−-]?\d)/gu, joint)
    .replace(/(?<![\d,.]|[×=] )(\d{1,4}) × (?=\d{1,4}(?![\d,.]*\d| [×=]))/gu, `$1${joint}×${joint}`)
    .replace(/(?<=\d) (?=(?:px|[kMG]?B|bits?|ms|s)(?![\p{L}\d]))/gu, joint);
}
