import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import type { Pair, Shape } from '../../graph/shape.ts';
import { stretched } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /**
     * Nearest neighbour to the operator's shape. Source cell: ⌊i · in / out⌋, or ⌊(i + ½) · in / out⌋ with `halfPixelCenters`;
     * the same wherever out is a whole multiple of in.
     */
    readonly resizeNearest: { readonly halfPixelCenters: boolean };
  }
}

function build(
  builder: Builder,
  x: TensorId,
  options: Named & { readonly size: Pair; readonly halfPixelCenters?: boolean },
): TensorId {
  const shape: Shape = [...options.size, builder.shapeOf(x)[2]];
  const { halfPixelCenters = false } = options;
  const name = builder.path(options.name);
  return builder.insert({ kind: 'resizeNearest', name, inputs: [x], shape, halfPixelCenters });
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: nothing,
  // ⌊i·n/m⌋ lies up to 1 − gcd/m below i·n/m; with half-pixel centres the place itself lies half a step above.
  sees(op, [field], [input]) {
    const half = (from: number, to: number) => (op.halfPixelCenters ? from / to / 2 : 0);
    const below = (from: number, to: number) =>
      op.halfPixelCenters ? Math.max(0, 1 - half(from, to)) : 1 - commonDivisor(from, to) / to;
    return stretched(field, input, op.shape, below, half);
  },
  fold: 'stays',
} satisfies Operator<'resizeNearest'>;

/** Which of `from` cells cell i of `to` copies. */
export function sourceCell(
  { halfPixelCenters }: { readonly halfPixelCenters: boolean },
  i: number,
  from: number,
  to: number,
): number {
  return Math.min(from - 1, Math.floor(((i + (halfPixelCenters ? 0.5 : 0)) * from) / to));
}

export const plain: PlainLoops<'resizeNearest'> = (op, [input]) => {
  const [height, width] = input.shape;
  return makeMap(op.shape, (y, x, c) =>
    readMap(input, sourceCell(op, y, height, op.shape[0]), sourceCell(op, x, width, op.shape[1]), c),
  );
};
