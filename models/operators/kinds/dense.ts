import type { Builder } from '../../graph/builder.ts';
import { GraphError } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { isSingleCell, type Shape } from '../../graph/shape.ts';
import { type Operator, type PlainLoops, sameField } from '../operator.ts';
import { type Named, type Weighted, weightsOf } from '../options.ts';
import { makeMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** Every output sees every channel of [1, 1, channels]. */
    readonly dense: Weighted;
  }
}

/** A fully connected layer on [1, 1, channels]. */
function build(
  builder: Builder,
  x: TensorId,
  options: Named & { readonly units: number; readonly bias?: boolean },
): TensorId {
  const name = builder.path(options.name);
  const input = builder.shapeOf(x);
  if (!isSingleCell(input)) throw new GraphError({ code: 'no-vector', op: name, shape: input });
  const kernel = builder.parameter(name, name, 'kernel', [input[2], options.units]);
  const op = { kind: 'dense', name, inputs: [x], shape: [1, 1, options.units] as Shape, kernel } as const;
  const bias = options.bias ?? true;
  return builder.insert(bias ? { ...op, bias: builder.parameter(name, name, 'bias', [options.units]) } : op);
}

export const operator = {
  build,
  parameters: weightsOf,
  multiplyAdds: ({ shape }, [input]) => shape[2] * input[2],
  otherOperations: ({ shape, bias }) => (bias === undefined ? 0 : shape[2]),
  sees: sameField,
  fold: 'absorbs',
} satisfies Operator<'dense'>;

export const plain: PlainLoops<'dense'> = (op, [input], weight) => {
  const kernel = weight(op.kernel);
  const bias = op.bias === undefined ? undefined : weight(op.bias);
  return makeMap(op.shape, (_y, _x, c) =>
    input.data.reduce(
      (sum, value, k) => sum + value * (kernel[k * op.shape[2] + c] as number),
      bias?.[c] ?? 0,
    ),
  );
};
