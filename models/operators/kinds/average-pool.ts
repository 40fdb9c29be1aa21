import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { sizeOf, type Window, windowOutput } from '../../graph/shape.ts';
import { underWindow } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import { type Named, plainWindow, type WindowOptions } from '../options.ts';
import { eachCell, makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** The mean under a window, of those of its cells that lie on the map. */
    readonly averagePool: Window;
  }
}

function build(builder: Builder, x: TensorId, options: Named & WindowOptions): TensorId {
  const input = builder.shapeOf(x);
  const window = plainWindow(builder, x, options);
  const shape = [...windowOutput(input, window), input[2]] as const;
  return builder.insert({
    kind: 'averagePool',
    name: builder.path(options.name),
    inputs: [x],
    shape,
    ...window,
  });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: ({ kernelSize, shape }) => kernelSize[0] * kernelSize[1] * sizeOf(shape),
  sees: (op, [field]) => underWindow(field, op),
  fold: 'stays',
} satisfies Operator<'averagePool'>;

export const plain: PlainLoops<'averagePool'> = (op, [input]) =>
  makeMap(op.shape, (y, x, c) => {
    let sum = 0;
    let count = 0;
    eachCell(op, y, x, (row, column) => {
      if (row < 0 || column < 0 || row >= input.shape[0] || column >= input.shape[1]) return;
      sum += readMap(input, row, column, c);
      count++;
    });
    return sum / count;
  });
