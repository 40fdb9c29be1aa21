import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { sizeOf, type Window, windowOutput } from '../../graph/shape.ts';
import { underWindow } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import { type Named, plainWindow, type WindowOptions } from '../options.ts';
import { eachCell, makeMap, readMap } from '../plain-map.ts';

/** What a max-pool sees beyond the edge of a map where that is not nothing. */
export type PoolEdge = 'zeros';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** The largest value under a window. What is added around the map is never the largest, or is 0 where that is said. */
    readonly maxPool: Window & { readonly edge?: PoolEdge };
  }
}

interface MaxPoolOptions extends WindowOptions {
  readonly edge?: PoolEdge | undefined;
}

function build(builder: Builder, x: TensorId, options: Named & MaxPoolOptions): TensorId {
  const input = builder.shapeOf(x);
  const window = plainWindow(builder, x, options);
  const shape = [...windowOutput(input, window), input[2]] as const;
  return builder.insert({
    kind: 'maxPool',
    name: builder.path(options.name),
    inputs: [x],
    shape,
    ...window,
    ...(options.edge && { edge: options.edge }),
  });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: ({ kernelSize, shape }) => kernelSize[0] * kernelSize[1] * sizeOf(shape),
  sees: (op, [field]) => underWindow(field, op),
  fold: 'stays',
} satisfies Operator<'maxPool'>;

export const plain: PlainLoops<'maxPool'> = (op, [input]) =>
  makeMap(op.shape, (y, x, c) => {
    const beyond = op.edge === 'zeros' ? 0 : Number.NEGATIVE_INFINITY;
    let largest = Number.NEGATIVE_INFINITY;
    eachCell(op, y, x, (row, column) => {
      largest = Math.max(largest, readMap(input, row, column, c, beyond));
    });
    return largest;
  });
