import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { sizeOf } from '../../graph/shape.ts';
import { noParameters, nothing, type Operator, type PlainLoops, sameField } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** e^x over the sum of e^x of all channels of the cell. */
    readonly softmax: unknown;
  }
}

function build(builder: Builder, x: TensorId, options: Named): TensorId {
  const name = builder.path(options.name);
  return builder.insert({ kind: 'softmax', name, inputs: [x], shape: builder.shapeOf(x) });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: ({ shape }) => 3 * sizeOf(shape),
  sees: sameField,
  fold: 'stays',
} satisfies Operator<'softmax'>;

export const plain: PlainLoops<'softmax'> = (op, [input]) => {
  const channels = Array.from({ length: op.shape[2] }, (_, c) => c);
  return makeMap(op.shape, (y, x, c) => {
    const largest = Math.max(...channels.map((k) => readMap(input, y, x, k)));
    const power = (k: number) => Math.exp(readMap(input, y, x, k) - largest);
    return power(c) / channels.reduce((sum, k) => sum + power(k), 0);
  });
};
