import type { Builder } from '../../graph/builder.ts';
import { GraphError } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { sameShape, sizeOf } from '../../graph/shape.ts';
import { together } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** A map times a gate: of its own shape, or of one value a channel, [1, 1, channels], which is spread over all cells. */
    readonly multiply: unknown;
  }
}

/** `x` times a gate [1, 1, channels] (squeeze and excitation), or of the shape of `x` (spatial attention). */
function build(builder: Builder, x: TensorId, gate: TensorId, options: Named): TensorId {
  const name = builder.path(options.name);
  const shape = builder.shapeOf(x);
  const gateShape = builder.shapeOf(gate);
  if (!sameShape(gateShape, [1, 1, shape[2]]) && !sameShape(gateShape, shape))
    throw new GraphError({ code: 'gate-shape', op: name, shape, gate: gateShape });
  return builder.insert({ kind: 'multiply', name, inputs: [x, gate], shape });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: ({ shape }) => sizeOf(shape),
  // A gate of one cell carries the whole picture; the map keeps its own place.
  sees: (_op, fields, [map, gate]) =>
    gate !== undefined && sameShape(map, gate) ? together(fields) : { ...fields[0], global: true },
  fold: 'stays',
} satisfies Operator<'multiply'>;

export const plain: PlainLoops<'multiply'> = (op, [input, gate = input]) => {
  const spread = !sameShape(gate.shape, op.shape);
  return makeMap(
    op.shape,
    (y, x, c) => readMap(input, y, x, c) * readMap(gate, spread ? 0 : y, spread ? 0 : x, c),
  );
};
