import type { Builder } from '../../graph/builder.ts';
import { GraphError } from '../../graph/graph.ts';
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
    /** Every output channel of a group sees every input channel of it; one group sees all. */
    readonly conv2d: DilatedWindow & Weighted & { readonly groups: number };
  }
}

export interface ConvOptions extends Named, Shared, DilatedOptions {
  readonly filters: number;
  readonly bias?: boolean;
  readonly groups?: number;
}

function build(builder: Builder, x: TensorId, options: ConvOptions): TensorId {
  const { groups = 1, filters, bias = false } = options;
  const name = builder.path(options.name);
  const input = builder.shapeOf(x);
  if (groups > 1 && (input[2] % groups !== 0 || filters % groups !== 0))
    throw new GraphError({ code: 'uneven-groups', op: name, groups, shape: input, filters });
  const window = dilatedWindow(builder, x, options);
  const shape: Shape = [...windowOutput(input, window), filters];
  const at = options.parametersAt ?? name;
  const kernel = builder.parameter(name, at, 'kernel', [...window.kernelSize, input[2] / groups, filters]);
  const op = { kind: 'conv2d', name, inputs: [x], shape, ...window, groups, kernel } as const;
  return builder.insert(bias ? { ...op, bias: builder.parameter(name, at, 'bias', [filters]) } : op);
}

export const operator = {
  build,
  parameters: weightsOf,
  multiplyAdds: ({ shape, kernelSize, groups }, [input]) =>
    sizeOf(shape) * kernelSize[0] * kernelSize[1] * (input[2] / groups),
  otherOperations: ({ shape, bias }) => (bias === undefined ? 0 : sizeOf(shape)),
  sees: (op, [field]) => underWindow(field, op),
  fold: 'absorbs',
} satisfies Operator<'conv2d'>;

export const plain: PlainLoops<'conv2d'> = (op, [input], weight) => {
  const perGroup = input.shape[2] / op.groups;
  const filters = op.shape[2];
  const kernel = weight(op.kernel);
  const bias = op.bias === undefined ? undefined : weight(op.bias);
  return makeMap(op.shape, (y, x, c) => {
    const group = Math.floor(c / (filters / op.groups));
    let sum = bias?.[c] ?? 0;
    eachCell(op, y, x, (row, column, tap) => {
      for (let k = 0; k < perGroup; k++)
        sum +=
          readMap(input, row, column, group * perGroup + k) *
          (kernel[(tap * perGroup + k) * filters + c] as number);
    });
    return sum;
  });
};
