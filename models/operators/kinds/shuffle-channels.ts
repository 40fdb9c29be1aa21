import type { Builder } from '../../graph/builder.ts';
import { GraphError } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { noParameters, nothing, type Operator, type PlainLoops, sameField } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /**
     * Deals the channels of g groups out in turn (ShuffleNet §3.1): channel c comes from channel
     * (c mod g) · channels / g + ⌊c / g⌋.
     */
    readonly shuffleChannels: { readonly groups: number };
  }
}

function build(
  builder: Builder,
  x: TensorId,
  { groups, ...options }: Named & { readonly groups: number },
): TensorId {
  const name = builder.path(options.name);
  const shape = builder.shapeOf(x);
  if (!Number.isInteger(groups) || groups < 1 || shape[2] % groups !== 0)
    throw new GraphError({ code: 'shuffled-groups', op: name, groups, shape });
  return builder.insert({ kind: 'shuffleChannels', name, inputs: [x], shape, groups });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: nothing,
  sees: sameField,
  fold: 'stays',
} satisfies Operator<'shuffleChannels'>;

export const plain: PlainLoops<'shuffleChannels'> = (op, [input]) => {
  const each = op.shape[2] / op.groups;
  return makeMap(op.shape, (y, x, c) =>
    readMap(input, y, x, (c % op.groups) * each + Math.floor(c / op.groups)),
  );
};
