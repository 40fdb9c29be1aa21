/** Widths of Inter's letters, in parts of the font size; close enough to keep boxes apart. */
function letterWidth(letter: string): number {
  if (/[ijl.,:;'|]/.test(letter)) return 0.28;
  if (/[ftr() ]/.test(letter)) return 0.38;
  if (letter === '-') return 0.47;
  if (/[0-9]/.test(letter)) return 0.64;
  if (/[mwMW@%]/.test(letter)) return 0.9;
  if (/[A-Z+×φ]/.test(letter)) return 0.7;
  return 0.61;
}

const widths = new Map<string, number>();

/** Estimated width of a line of text in pixels. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let sum = 0;
  for (const letter of text) {
    let width = widths.get(letter);
    if (width === undefined) {
      width = letterWidth(letter);
      widths.set(letter, width);
    }
    sum += width;
  }
  return sum * fontSize * (bold ? 1.06 : 1);
}
