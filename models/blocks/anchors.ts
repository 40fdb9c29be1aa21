/** Widths over heights of the three anchor shapes at each scale, in the order of the heads' channels. */
export const anchorRatios = [1, 2, 0.5] as const;
/**
 * Sides of the three shapes in the base's: √ratio wide and 1 / √ratio high (`exact`), or the pairs (1, 1), (1.4, 0.7), (0.7, 1.4), as an
 * older form of the official code had it and effdet and zylo117's detectors still do (`rounded`).
 */
export type AnchorRoots = 'exact' | 'rounded';

const roundedRoots = [
  [1, 1],
  [1.4, 0.7],
  [0.7, 1.4],
] as const;

/** Sizes of the anchors of one level relative to its smallest: thirds of an octave. */
export const anchorScales = [1, 2 ** (1 / 3), 2 ** (2 / 3)] as const;
/** Anchors at each cell: three scales of three shapes. */
export const anchorsPerCell = anchorScales.length * anchorRatios.length;

export interface AnchorConfig {
  /** Height and width of the input in pixels. */
  readonly size: readonly [height: number, width: number];
  readonly minLevel?: number;
  readonly maxLevel?: number;
  /** Side of a level's smallest square anchor in strides of that level. */
  readonly anchorScale?: number;
  readonly anchorRoots?: AnchorRoots | undefined;
}

/** One level's share of the anchors. */
export interface AnchorLevel {
  readonly level: number;
  readonly cells: readonly [height: number, width: number];
  /** Input pixels a cell stands for, per axis: input / cells, no power of two where cells were rounded up. */
  readonly stride: readonly [height: number, width: number];
  /** Index of the level's first anchor. */
  readonly first: number;
  readonly count: number;
}

/** An anchor in input pixels. */
export interface Anchor {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The levels of a detector, finest first; cells halve from level to level, rounding up. */
export function anchorLevels(config: AnchorConfig): readonly AnchorLevel[] {
  const { size, minLevel = 3, maxLevel = 7 } = config;
  let cells: [number, number] = [size[0], size[1]];
  const levels: AnchorLevel[] = [];
  let first = 0;
  for (let level = 1; level <= maxLevel; level++) {
    cells = [Math.ceil(cells[0] / 2), Math.ceil(cells[1] / 2)];
    if (level < minLevel) continue;
    const count = cells[0] * cells[1] * anchorsPerCell;
    levels.push({ level, cells, stride: [size[0] / cells[0], size[1] / cells[1]], first, count });
    first += count;
  }
  return levels;
}

/** How many boxes a detector scores. */
export function anchorCount(config: AnchorConfig): number {
  return anchorLevels(config).reduce((sum, { count }) => sum + count, 0);
}

/**
 * The anchor of one cell: centre (cell + ½) · stride, width = scale · base · √ratio, height = scale · base / √ratio,
 * base = anchor scale · stride (EfficientDet's official code, in the form that its paper's ratios imply).
 */
export function anchorAt(
  level: AnchorLevel,
  anchorScale: number,
  [y, x]: readonly [number, number],
  scaleIndex: number,
  ratioIndex: number,
  roots: AnchorRoots = 'exact',
): Anchor {
  const scale = anchorScales[scaleIndex] ?? 1;
  const root = Math.sqrt(anchorRatios[ratioIndex] ?? 1);
  const [wide, high] = roundedRoots[ratioIndex] ?? [1, 1];
  const height = anchorScale * level.stride[0] * scale;
  const width = anchorScale * level.stride[1] * scale;
  const halfHeight = (roots === 'exact' ? height / root : height * high) / 2;
  const halfWidth = (width * (roots === 'exact' ? root : wide)) / 2;
  const centerY = (y + 0.5) * level.stride[0];
  const centerX = (x + 0.5) * level.stride[1];
  return {
    top: centerY - halfHeight,
    left: centerX - halfWidth,
    bottom: centerY + halfHeight,
    right: centerX + halfWidth,
  };
}

/** Where an anchor stands: its level, the cell [y, x] there, and which scale and which shape it has (indices). */
export interface AnchorPlace {
  readonly level: number;
  readonly cell: readonly [y: number, x: number];
  readonly scale: number;
  readonly ratio: number;
}

/**
 * Where the anchor of this index stands.
 * @throws RangeError where there is no such anchor.
 */
export function anchorPlace(levels: readonly AnchorLevel[], anchor: number): AnchorPlace {
  const found = levels.find(({ first, count }) => anchor >= first && anchor < first + count);
  if (found === undefined) throw new RangeError(`There is no anchor ${anchor}.`);
  const own = anchor - found.first;
  const cell = Math.floor(own / anchorsPerCell);
  const place = own % anchorsPerCell;
  return {
    level: found.level,
    cell: [Math.floor(cell / found.cells[1]), cell % found.cells[1]],
    scale: Math.floor(place / anchorRatios.length),
    ratio: place % anchorRatios.length,
  };
}

/**
 * All anchors as [top, left, bottom, right] in input pixels, four numbers each, in the order in which the heads'
 * outputs lie: level, y, x, scale, ratio.
 */
export function anchorBoxes(config: AnchorConfig): Float32Array {
  const levels = anchorLevels(config);
  const anchorScale = config.anchorScale ?? 4;
  const boxes = new Float32Array(4 * anchorCount(config));
  let at = 0;
  for (const level of levels)
    for (let y = 0; y < level.cells[0]; y++)
      for (let x = 0; x < level.cells[1]; x++)
        for (let scale = 0; scale < anchorScales.length; scale++)
          for (let ratio = 0; ratio < anchorRatios.length; ratio++) {
            const box = anchorAt(level, anchorScale, [y, x], scale, ratio, config.anchorRoots);
            boxes.set([box.top, box.left, box.bottom, box.right], at);
            at += 4;
          }
  return boxes;
}
