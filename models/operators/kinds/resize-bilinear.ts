import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { type Pair, type Shape, sizeOf } from '../../graph/shape.ts';
import { stretched } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

/**
 * Where cell i of m lies between the n source cells. `corners`: the corner cells stay corner cells, i · (n − 1) / (m − 1).
 * `halfPixel`: cells are squares that cover the picture alike, (i + ½) · n / m − ½, never before the first cell's centre.
 */
export type Alignment = 'corners' | 'halfPixel';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** Bilinear to the operator's shape; cells beyond the last repeat it. */
    readonly resizeBilinear: { readonly align: Alignment };
  }
}

function build(
  builder: Builder,
  x: TensorId,
  options: Named & { readonly size: Pair; readonly align: Alignment },
): TensorId {
  const shape: Shape = [...options.size, builder.shapeOf(x)[2]];
  const name = builder.path(options.name);
  return builder.insert({ kind: 'resizeBilinear', name, inputs: [x], shape, align: options.align });
}

/** Place of cell i of m among n source cells, from 0 to n − 1 (beyond it by half a cell at most). */
export function sourcePlace(align: Alignment, i: number, n: number, m: number): number {
  if (align === 'corners') return m === 1 ? 0 : (i * (n - 1)) / (m - 1);
  return Math.max(0, ((i + 0.5) * n) / m - 0.5);
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  // Two straight lines along the rows and one between them: a difference, a product and a sum each.
  otherOperations: ({ shape }) => 9 * sizeOf(shape),
  // The two cells around a place, and the place itself away from i·ratio by up to ratio − 1 (corners) or half of it.
  sees(op, [field], [input]) {
    const off = (from: number, to: number) => (from / to - 1) / (op.align === 'corners' ? 1 : 2);
    return stretched(
      field,
      input,
      op.shape,
      (from, to) => (from === to ? 0 : 1 + Math.max(0, -off(from, to))),
      (from, to) => (from === to ? 0 : 1 + Math.max(0, off(from, to))),
    );
  },
  fold: 'stays',
} satisfies Operator<'resizeBilinear'>;

export const plain: PlainLoops<'resizeBilinear'> = (op, [input]) => {
  const along = (i: number, n: number, m: number) => {
    const place = sourcePlace(op.align, i, n, m);
    const low = Math.min(n - 1, Math.floor(place));
    return [low, Math.min(n - 1, low + 1), place - low] as const;
  };
  const mix = (a: number, b: number, part: number) => (part === 0 ? a : (1 - part) * a + part * b);
  return makeMap(op.shape, (y, x, c) => {
    const [top, bottom, down] = along(y, input.shape[0], op.shape[0]);
    const [left, right, across] = along(x, input.shape[1], op.shape[1]);
    const upper = mix(readMap(input, top, left, c), readMap(input, top, right, c), across);
    const lower = mix(readMap(input, bottom, left, c), readMap(input, bottom, right, c), across);
    return mix(upper, lower, down);
  });
};
