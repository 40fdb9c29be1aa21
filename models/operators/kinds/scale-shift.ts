import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { sizeOf } from '../../graph/shape.ts';
import { nothing, type Operator, type PlainLoops, sameField } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** x · scale + shift per channel: what is left of a batch norm that could not be folded into a layer. */
    readonly scaleShift: { readonly scale: string; readonly shift: string };
  }
}

function build(builder: Builder, x: TensorId, options: Named): TensorId {
  const name = builder.path(options.name);
  const shape = builder.shapeOf(x);
  const scale = builder.parameter(name, name, 'scale', [shape[2]]);
  const shift = builder.parameter(name, name, 'shift', [shape[2]]);
  return builder.insert({ kind: 'scaleShift', name, inputs: [x], shape, scale, shift });
}

export const operator = {
  build,
  parameters: ({ scale, shift }) => [scale, shift],
  multiplyAdds: nothing,
  otherOperations: ({ shape }) => 2 * sizeOf(shape),
  sees: sameField,
  fold: 'stays',
} satisfies Operator<'scaleShift'>;

export const plain: PlainLoops<'scaleShift'> = (op, [input], weight) => {
  const [scale, shift] = [weight(op.scale), weight(op.shift)];
  return makeMap(
    op.shape,
    (y, x, c) => readMap(input, y, x, c) * (scale[c] as number) + (shift[c] as number),
  );
};
