/** KaTeX's font files by what in its markup asks for them; those that every equation needs come first. */
const fonts: readonly [file: string, marks: RegExp][] = [
  ['KaTeX_Main-Regular', /class="katex"/],
  ['KaTeX_Math-Italic', /\bmathnormal\b/],
  ['KaTeX_Main-Italic', /\bmathit\b/],
  ['KaTeX_Main-Bold', /\b(?:mathbf|textbf)\b/],
  ['KaTeX_AMS-Regular', /\b(?:amsrm|mathbb)\b/],
  ['KaTeX_Caligraphic-Regular', /\bmathcal\b/],
  ['KaTeX_Size1-Regular', /\b(?:delimsizing size1|delim-size1|small-op)\b/],
  ['KaTeX_Size2-Regular', /\b(?:delimsizing size2|large-op)\b/],
  ['KaTeX_Size3-Regular', /\bdelimsizing size3\b/],
  ['KaTeX_Size4-Regular', /\b(?:delimsizing size4|delim-size4)\b/],
];

/**
 * The font files (without folder, hash and ending) that a page's equations are set in. Preloaded, they are there at
 * the first paint, and no bracket changes its width under the reader's eyes.
 */
export function equationFonts(html: string): string[] {
  return fonts.filter(([, marks]) => marks.test(html)).map(([file]) => file);
}
