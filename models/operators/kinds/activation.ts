import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { sizeOf } from '../../graph/shape.ts';
import { noParameters, nothing, type Operator, type PlainLoops, sameField } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

/** `hardSigmoid` is clamp(x + 3, 0, 6) / 6, `hardSwish` x times that; `swish` x · sigmoid(x). */
export type Activation = 'swish' | 'relu' | 'relu6' | 'sigmoid' | 'hardSwish' | 'hardSigmoid';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** One function of each value. */
    readonly activation: { readonly activation: Activation };
  }
}

function build(
  builder: Builder,
  x: TensorId,
  activation: Activation,
  options: Named = { name: activation },
): TensorId {
  const name = builder.path(options.name);
  return builder.insert({ kind: 'activation', name, inputs: [x], shape: builder.shapeOf(x), activation });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: ({ shape }) => sizeOf(shape),
  sees: sameField,
  fold: 'stays',
} satisfies Operator<'activation'>;

/** The function's value at x. */
export function activated(kind: Activation, x: number): number {
  const sigmoid = 1 / (1 + Math.exp(-x));
  const clamp = (value: number, high: number) => Math.min(high, Math.max(0, value));
  switch (kind) {
    case 'swish':
      return x * sigmoid;
    case 'sigmoid':
      return sigmoid;
    case 'relu':
      return Math.max(0, x);
    case 'relu6':
      return clamp(x, 6);
    case 'hardSigmoid':
      return clamp(x + 3, 6) / 6;
    case 'hardSwish':
      return (x * clamp(x + 3, 6)) / 6;
  }
}

export const plain: PlainLoops<'activation'> = (op, [input]) =>
  makeMap(op.shape, (y, x, c) => activated(op.activation, readMap(input, y, x, c)));
