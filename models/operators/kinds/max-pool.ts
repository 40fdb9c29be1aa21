import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { sizeOf, type Window, windowOutput } from '../../graph/shape.ts';
import { underWindow } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import { type Named, plainWindow, type WindowOptions } from '../options.ts';
import { eachCell, makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** The largest value under a window; what is added around the map is never the largest. */
    readonly maxPool: Window;
  }
}

function build(builder: Builder, x: TensorId, options: Named & WindowOptions): TensorId {
  const input = builder.shapeOf(x);
  const window = plainWindow(builder, x, options);
  const shape = [...windowOutput(input, window), input[2]] as const;
  return builder.insert({ kind: 'maxPool', name: builder.path(options.name), inputs: [x], shape, ...window });
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
    let largest = Number.NEGATIVE_INFINITY;
    eachCell(op, y, x, (row, column) => {
      largest = Math.max(largest, readMap(input, row, column, c, Number.NEGATIVE_INFINITY));
    });
    return largest;
  });
