import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import type { Pair, Shape } from '../../graph/shape.ts';
import { stretched } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** Means that bring any map to one size (PyTorch): cell i of m averages source cells ⌊i·n/m⌋ … ⌈(i + 1)·n/m⌉ − 1. */
    readonly adaptiveAveragePool: unknown;
  }
}

function build(builder: Builder, x: TensorId, options: Named & { readonly size: Pair }): TensorId {
  const shape: Shape = [...options.size, builder.shapeOf(x)[2]];
  return builder.insert({
    kind: 'adaptiveAveragePool',
    name: builder.path(options.name),
    inputs: [x],
    shape,
  });
}

/** First cell that cell i of m averages, and the one behind the last, along an axis of n cells. */
export function averagedCells(i: number, n: number, m: number): readonly [first: number, end: number] {
  return [Math.floor((i * n) / m), Math.ceil(((i + 1) * n) / m)];
}

/** Cells that are read along an axis, those of overlapping windows twice. */
function cellsRead(n: number, m: number): number {
  let cells = 0;
  for (let i = 0; i < m; i++) {
    const [first, end] = averagedCells(i, n, m);
    cells += end - first;
  }
  return cells;
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: ({ shape }, [input]) =>
    cellsRead(input[0], shape[0]) * cellsRead(input[1], shape[1]) * shape[2],
  // From ⌊i·ratio⌋, less than one cell below, to ⌈(i + 1)·ratio⌉ − 1, less than ratio above; whole ratios hit both.
  sees: (op, [field], [input]) =>
    stretched(
      field,
      input,
      op.shape,
      (from, to) => (from % to === 0 ? 0 : 1),
      (from, to) => (from % to === 0 ? from / to - 1 : from / to),
    ),
  fold: 'stays',
} satisfies Operator<'adaptiveAveragePool'>;

export const plain: PlainLoops<'adaptiveAveragePool'> = (op, [input]) =>
  makeMap(op.shape, (y, x, c) => {
    const [top, bottom] = averagedCells(y, input.shape[0], op.shape[0]);
    const [left, right] = averagedCells(x, input.shape[1], op.shape[1]);
    let sum = 0;
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) sum += readMap(input, row, column, c);
    return sum / ((bottom - top) * (right - left));
  });
