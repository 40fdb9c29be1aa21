import type { Builder } from '../../graph/builder.ts';
import type { ParameterRole, TensorId } from '../../graph/op.ts';
import { sizeOf } from '../../graph/shape.ts';
import { nothing, type Operator, type PlainLoops, sameField } from '../operator.ts';
import type { Named, Shared } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** (x − mean) / √(variance + ε) · gamma + beta, channel by channel. */
    readonly batchNorm: {
      readonly epsilon: number;
      readonly gamma: string;
      readonly beta: string;
      readonly mean: string;
      readonly variance: string;
    };
  }
}

function build(
  builder: Builder,
  x: TensorId,
  options: Named & Shared & { readonly epsilon: number },
): TensorId {
  const name = builder.path(options.name);
  const shape = builder.shapeOf(x);
  const at = options.parametersAt ?? name;
  const one = (role: ParameterRole) => builder.parameter(name, at, role, [shape[2]]);
  return builder.insert({
    kind: 'batchNorm',
    name,
    inputs: [x],
    shape,
    epsilon: options.epsilon,
    gamma: one('gamma'),
    beta: one('beta'),
    mean: one('mean'),
    variance: one('variance'),
  });
}

export const operator = {
  build,
  parameters: ({ gamma, beta, mean, variance }) => [gamma, beta, mean, variance],
  multiplyAdds: nothing,
  otherOperations: ({ shape }) => 2 * sizeOf(shape),
  sees: sameField,
  fold: 'absorbed',
} satisfies Operator<'batchNorm'>;

export const plain: PlainLoops<'batchNorm'> = (op, [input], weight) => {
  const [gamma, beta] = [weight(op.gamma), weight(op.beta)];
  const [mean, variance] = [weight(op.mean), weight(op.variance)];
  return makeMap(op.shape, (y, x, c) => {
    const scale = (gamma[c] as number) / Math.sqrt((variance[c] as number) + op.epsilon);
    return (readMap(input, y, x, c) - (mean[c] as number)) * scale + (beta[c] as number);
  });
};
