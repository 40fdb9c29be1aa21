declare module 'subset-font' {
  interface Options {
    targetFormat: 'woff2';
    /** A number pins an axis; bounds keep it variable between them. */
    variationAxes?: Record<string, number | { min: number; max: number; default?: number }>;
  }
  /** Keeps the glyphs that a text needs, with their kerning and ligatures. */
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>;
}
