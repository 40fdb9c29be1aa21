/**
 * A colour of its own for each of `pixelClasses`, the background first: sRGB hexadecimal. Near Tol's muted scheme and Okabe and Ito's
 * colours, moved until they stay apart for colour-blind eyes too (`class-colours.test.ts`).
 */
export const classColours = [
  '#dddddd',
  '#332288',
  '#88ccee',
  '#098740',
  '#f0e442',
  '#0080bf',
  '#c4530b',
  '#44aa99',
  '#882255',
  '#ddcc77',
  '#ac4d87',
  '#999933',
  '#ff6c81',
] as const;

/** [red, green, blue] bytes of a colour written `#rrggbb`. */
export function rgbOf(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
