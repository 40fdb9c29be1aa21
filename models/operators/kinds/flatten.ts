import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { type Shape, sizeOf } from '../../graph/shape.ts';
import { ofWholeMap } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

/** Which index runs slowest to fastest: `yxc` as maps lie in memory here, `cyx` as they lie in PyTorch's. */
export type FlattenOrder = 'yxc' | 'cyx';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** All values of a map as the channels of one cell, as a dense layer reads them. */
    readonly flatten: { readonly order: FlattenOrder };
  }
}

function build(
  builder: Builder,
  x: TensorId,
  { order, ...options }: Named & { readonly order: FlattenOrder },
): TensorId {
  const shape: Shape = [1, 1, sizeOf(builder.shapeOf(x))];
  return builder.insert({ kind: 'flatten', name: builder.path(options.name), inputs: [x], shape, order });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: nothing,
  sees: (_op, [field], [input]) => ofWholeMap(field, input),
  fold: 'stays',
} satisfies Operator<'flatten'>;

export const plain: PlainLoops<'flatten'> = (op, [input]) => {
  const [height, width, channels] = input.shape;
  return makeMap(op.shape, (_y, _x, i) => {
    if (op.order === 'cyx')
      return readMap(input, Math.floor(i / width) % height, i % width, Math.floor(i / (height * width)));
    const cell = Math.floor(i / channels);
    return readMap(input, Math.floor(cell / width), cell % width, i % channels);
  });
};
