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

/** Estimated width of a line of text in pixels. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width * fontSize * (bold ? 1.06 : 1);
}
