import type { DilatedWindow, Shape, Window } from '../graph/shape.ts';

/**
 * What one cell of a map sees of the picture along one axis: cell i reads pixels start + i·stride … end + i·stride,
 * both included, cut at the picture's edge.
 */
export interface AxisField {
  readonly start: number;
  readonly end: number;
  readonly stride: number;
}

export interface ReceptiveField {
  readonly vertical: AxisField;
  readonly horizontal: AxisField;
  /**
   * True where a pooled gate (squeeze and excitation), a global pooling or a region has mixed in the whole picture; the axes
   * then describe the path of the convolutions alone.
   */
  readonly global: boolean;
}

const pixel: AxisField = { start: 0, end: 0, stride: 1 };

/** Of the picture itself: each cell sees its own pixel. */
export const ownPixel: ReceptiveField = { vertical: pixel, horizontal: pixel, global: false };

/** `along` on each axis of a field: 0 down, 1 across. */
function onAxes(field: ReceptiveField, along: (axis: AxisField, which: 0 | 1) => AxisField): ReceptiveField {
  return {
    vertical: along(field.vertical, 0),
    horizontal: along(field.horizontal, 1),
    global: field.global,
  };
}

/** What a window sees that slides over a map. */
export function underWindow(field: ReceptiveField, window: Window & Partial<DilatedWindow>): ReceptiveField {
  const { kernelSize, stride, padding, dilation = [1, 1] } = window;
  const before = [padding.top, padding.left] as const;
  return onAxes(field, (axis, which) => ({
    start: axis.start - before[which] * axis.stride,
    end: axis.end + ((kernelSize[which] - 1) * dilation[which] - before[which]) * axis.stride,
    stride: axis.stride * stride[which],
  }));
}

/**
 * What a cell i of a map sees that was brought from one size to another, where it reads the cells from i·ratio − `below`
 * to i·ratio + `above`, ratio = from / to; both are given the sizes along their axis.
 */
export function stretched(
  field: ReceptiveField,
  from: Shape,
  to: Shape,
  below: (from: number, to: number) => number,
  above: (from: number, to: number) => number,
): ReceptiveField {
  return onAxes(field, (axis, which) => {
    const [before, after] = [from[which], to[which]];
    return {
      start: axis.start - below(before, after) * axis.stride,
      end: axis.end + above(before, after) * axis.stride,
      stride: (axis.stride * before) / after,
    };
  });
}

/** What the only cell sees that was made from a whole map of this shape. */
export function ofWholeMap(field: ReceptiveField, [height, width]: Shape): ReceptiveField {
  const sizes = [height, width] as const;
  return onAxes(field, (axis, which) => ({
    start: axis.start,
    end: axis.end + (sizes[which] - 1) * axis.stride,
    stride: 0,
  }));
}

/** The whole picture, from every cell. */
export function wholePicture([height, width]: Shape): ReceptiveField {
  return {
    vertical: { start: 0, end: height - 1, stride: 0 },
    horizontal: { start: 0, end: width - 1, stride: 0 },
    global: true,
  };
}

function union(a: AxisField, b: AxisField): AxisField {
  return {
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    stride: Math.max(a.stride, b.stride),
  };
}

/** What a cell sees that is made from the same cell of several maps. */
export function together(fields: readonly [ReceptiveField, ...ReceptiveField[]]): ReceptiveField {
  return fields.reduce((a, b) => ({
    vertical: union(a.vertical, b.vertical),
    horizontal: union(a.horizontal, b.horizontal),
    global: a.global || b.global,
  }));
}
