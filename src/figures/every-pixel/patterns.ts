/** Cells of a pattern, along each side; it repeats after them. */
export const patternSide = 8;

const stripes =
  (along: (x: number, y: number) => number, period: number, width: number) => (x: number, y: number) =>
    ((along(x, y) % period) + period) % period < width;

/** Whether a cell of a class's pattern is inked, in the order of `pixelClasses`; the background has none. */
const inks: readonly ((x: number, y: number) => boolean)[] = [
  () => false,
  stripes((_, y) => y, 4, 2),
  stripes((x) => x, 4, 2),
  stripes((x, y) => x + y, 8, 3),
  stripes((x, y) => x - y, 8, 3),
  (x, y) => x % 4 < 2 === y % 4 < 2,
  (x, y) => x % 4 < 2 && y % 4 < 2,
  (x, y) => x % 8 < 2 || y % 8 < 2,
  (x, y) => (x + y) % 8 < 2 || (x - y + 64) % 8 < 2,
  stripes((_, y) => y, 8, 2),
  stripes((x) => x, 8, 2),
  (x, y) => (x % 8 < 3 && y % 8 < 3) || (x % 8 >= 4 && x % 8 < 7 && y % 8 >= 4 && y % 8 < 7),
  (x, y) => !(x % 8 >= 2 && x % 8 < 7 && y % 8 >= 2 && y % 8 < 7),
];

/** Whether the pattern of a class covers a point. */
export function inked(place: number, x: number, y: number): boolean {
  return inks[place]?.(x, y) ?? false;
}

/** One period of a class's pattern as an SVG path of unit squares. */
export function patternPath(place: number): string {
  let path = '';
  for (let y = 0; y < patternSide; y++)
    for (let x = 0; x < patternSide; x++) if (inked(place, x, y)) path += `M${x} ${y}h1v1h-1z`;
  return path;
}
