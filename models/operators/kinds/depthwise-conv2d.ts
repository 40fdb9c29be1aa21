import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { type DilatedWindow, type Shape, sizeOf, windowOutput } from '../../graph/shape.ts';
import { underWindow } from '../field.ts';
import type { Operator, PlainLoops } from '../operator.ts';
import {
  type DilatedOptions,
  dilatedWindow,
  type Named,
  type Shared,
  type Weighted,
  weightsOf,
} from '../options.ts';
import { eachCell, makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** Every channel is filtered by itself. */
    readonly depthwiseConv2d: DilatedWindow & Weighted;
  }
}

export interface DepthwiseOptions extends Named, Shared, DilatedOptions {
  readonly bias?: boolean;
}

function build(builder: Builder, x: TensorId, options: DepthwiseOptions): TensorId {
  const name = builder.path(options.name);
  const input = builder.shapeOf(x);
  const window = dilatedWindow(builder, x, options);
  const shape: Shape = [...windowOutput(input, window), input[2]];
  const at = options.parametersAt ?? name;
  const kernel = builder.parameter(name, at, 'kernel', [...window.kernelSize, input[2], 1]);
  const op = { kind: 'depthwiseConv2d', name, inputs: [x], shape, ...window, kernel } as const;
  return builder.insert(options.bias ? { ...op, bias: builder.parameter(name, at, 'bias', [input[2]]) } : op);
}

export const operator = {
  build,
  parameters: weightsOf,
  multiplyAdds: ({ shape, kernelSize }) => sizeOf(shape) * kernelSize[0] * kernelSize[1],
  otherOperations: ({ shape, bias }) => (bias === undefined ? 0 : sizeOf(shape)),
  sees: (op, [field]) => underWindow(field, op),
  fold: 'absorbs',
} satisfies Operator<'depthwiseConv2d'>;

export const plain: PlainLoops<'depthwiseConv2d'> = (op, [input], weight) => {
  const kernel = weight(op.kernel);
  const bias = op.bias === undefined ? undefined : weight(op.bias);
  return makeMap(op.shape, (y, x, c) => {
    let sum = bias?.[c] ?? 0;
    eachCell(op, y, x, (row, column, tap) => {
      sum += readMap(input, row, column, c) * (kernel[tap * op.shape[2] + c] as number);
    });
    return sum;
  });
};
