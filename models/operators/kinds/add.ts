import type { Builder } from '../../graph/builder.ts';
import { GraphError } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { isSingleCell, sameShape, sizeOf } from '../../graph/shape.ts';
import { together } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import { equalShapes, type Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** Sum of maps of one shape, element by element; a [1, 1, channels] behind the first is spread over all cells. */
    readonly add: unknown;
  }
}

/** `spread`: allow maps of one cell, [1, 1, channels], behind the first; each is added everywhere. */
function build(
  builder: Builder,
  inputs: readonly TensorId[],
  options: Named & { readonly spread?: boolean },
): TensorId {
  const name = builder.path(options.name);
  const [first] = inputs;
  if (!options.spread || first === undefined)
    return builder.insert({ kind: 'add', name, inputs, shape: equalShapes(builder, name, inputs) });
  const shape = builder.shapeOf(first);
  const odd = inputs
    .map((id) => builder.shapeOf(id))
    .find((each) => each[2] !== shape[2] || !(isSingleCell(each) || sameShape(each, shape)));
  if (odd !== undefined) throw new GraphError({ code: 'no-spread', op: name, shape: odd, over: shape });
  return builder.insert({ kind: 'add', name, inputs, shape });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: ({ shape, inputs }) => (inputs.length - 1) * sizeOf(shape),
  sees(op, fields, shapes) {
    // What is spread carries all that it saw; the maps keep their own places.
    const spread = shapes.map((shape) => !sameShape(shape, op.shape));
    const [first, ...rest] = fields;
    const seen = together([first, ...rest.filter((_, i) => !spread[i + 1])]);
    return spread.includes(true) ? { ...seen, global: true } : seen;
  },
  fold: 'stays',
} satisfies Operator<'add'>;

export const plain: PlainLoops<'add'> = (op, inputs) =>
  makeMap(op.shape, (y, x, c) =>
    inputs.reduce((sum, input) => {
      const spread = !sameShape(input.shape, op.shape);
      return sum + readMap(input, spread ? 0 : y, spread ? 0 : x, c);
    }, 0),
  );
