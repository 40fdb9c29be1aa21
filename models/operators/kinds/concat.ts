import type { Builder } from '../../graph/builder.ts';
import { GraphError } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { together } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** Maps of one height and width, channels one behind the other. */
    readonly concat: unknown;
  }
}

function build(builder: Builder, inputs: readonly TensorId[], options: Named): TensorId {
  const name = builder.path(options.name);
  const shapes = inputs.map((id) => builder.shapeOf(id));
  const first = shapes[0];
  if (first === undefined) throw new GraphError({ code: 'nothing-to-join', op: name });
  const odd = shapes.find((shape) => shape[0] !== first[0] || shape[1] !== first[1]);
  if (odd !== undefined) throw new GraphError({ code: 'no-join', op: name, first, odd });
  const channels = shapes.reduce((sum, shape) => sum + shape[2], 0);
  return builder.insert({ kind: 'concat', name, inputs, shape: [first[0], first[1], channels] });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: nothing,
  sees: (_op, fields) => together(fields),
  fold: 'stays',
} satisfies Operator<'concat'>;

export const plain: PlainLoops<'concat'> = (op, inputs) =>
  makeMap(op.shape, (y, x, c) => {
    let from = c;
    for (const input of inputs) {
      if (from < input.shape[2]) return readMap(input, y, x, from);
      from -= input.shape[2];
    }
    return Number.NaN;
  });
