import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { sizeOf } from '../../graph/shape.ts';
import { together } from '../field.ts';
import { nothing, type Operator, type PlainLoops } from '../operator.ts';
import { equalShapes, type Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

/** How maps are mixed in a feature network (EfficientDet §3.3). `sum` has no weights. */
export type FusionMethod = 'sum' | 'unbounded' | 'softmax' | 'fastNormalized';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** Maps of one shape, each times its share. */
    readonly fuse: {
      readonly method: FusionMethod;
      /** Raw weights, one an input; absent for `sum`. */
      readonly weights?: string;
      /** ε of the fast normalized rule. */
      readonly epsilon: number;
    };
  }
}

/** Mixes maps of one shape by `method`; weighted ones own a vector `fusion` of one raw weight an input. */
function build(
  builder: Builder,
  inputs: readonly TensorId[],
  options: Named & { readonly method: FusionMethod; readonly epsilon?: number },
): TensorId {
  const name = builder.path(options.name);
  const shape = equalShapes(builder, name, inputs);
  const { method, epsilon = 0.0001 } = options;
  const op = { kind: 'fuse', name, inputs, shape, method, epsilon } as const;
  if (method === 'sum') return builder.insert(op);
  return builder.insert({ ...op, weights: builder.parameter(name, name, 'fusion', [inputs.length]) });
}

export const operator = {
  build,
  parameters: ({ weights }) => (weights === undefined ? [] : [weights]),
  multiplyAdds: nothing,
  otherOperations: ({ method, inputs, shape }) =>
    (method === 'sum' ? inputs.length - 1 : 2 * inputs.length) * sizeOf(shape),
  sees: (_op, fields) => together(fields),
  fold: 'stays',
} satisfies Operator<'fuse'>;

function shares(method: FusionMethod, epsilon: number, raw: readonly number[]): number[] {
  if (method === 'sum' || method === 'unbounded') return [...raw];
  const parts = raw.map((value) => (method === 'softmax' ? Math.exp(value) : Math.max(0, value)));
  const total = parts.reduce((sum, part) => sum + part, method === 'softmax' ? 0 : epsilon);
  return parts.map((part) => part / total);
}

export const plain: PlainLoops<'fuse'> = (op, inputs, weight) => {
  const raw = op.weights === undefined ? op.inputs.map(() => 1) : [...weight(op.weights)];
  const parts = shares(op.method, op.epsilon, raw);
  return makeMap(op.shape, (y, x, c) =>
    inputs.reduce((sum, input, k) => sum + (parts[k] as number) * readMap(input, y, x, c), 0),
  );
};
