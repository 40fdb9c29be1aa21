import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import type { Pair, Shape } from '../../graph/shape.ts';
import { stretched } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /**
     * Nearest neighbour to the operator's shape. Source cell: ⌊i · in / out⌋, or ⌊(i + ½) · in / out⌋ with `halfPixelCenters`;
     * the same wherever out is a whole multiple of in.
     */
    readonly resizeNearest: { readonly halfPixelCenters: boolean };
  }
}

function build(
  builder: Builder,
  x: TensorId,
  options: Named & { readonly size: Pair; readonly halfPixelCenters?: boolean },
): TensorId {
  const shape: Shape = [...options.size, builder.shapeOf(x)[2]];
  const { halfPixelCenters = false } = options;
  const name = builder.path(options.name);
  return builder.insert({ kind: 'resizeNearest', name, inputs: [x], shape, halfPixelCenters });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: nothing,
  // Cell ⌊i·ratio⌋ lies up to 1 − ratio below i·ratio when the map grows.
  sees: (op, [field], [input]) =>
    stretched(
      field,
      input,
      op.shape,
      (ratio) => Math.max(0, 1 - ratio),
      () => 0,
    ),
  fold: 'stays',
} satisfies Operator<'resizeNearest'>;

export const plain: PlainLoops<'resizeNearest'> = (op, [input]) => {
  const half = op.halfPixelCenters ? 0.5 : 0;
  const source = (i: number, from: number, to: number) =>
    Math.min(from - 1, Math.floor(((i + half) * from) / to));
  const [height, width] = input.shape;
  return makeMap(op.shape, (y, x, c) =>
    readMap(input, source(y, height, op.shape[0]), source(x, width, op.shape[1]), c),
  );
};
