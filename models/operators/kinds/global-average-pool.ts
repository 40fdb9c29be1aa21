import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import { sizeOf } from '../../graph/shape.ts';
import { wholePicture } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** The mean of each channel: [1, 1, channels]. */
    readonly globalAveragePool: unknown;
  }
}

function build(builder: Builder, x: TensorId, options: Named): TensorId {
  const shape = [1, 1, builder.shapeOf(x)[2]] as const;
  return builder.insert({ kind: 'globalAveragePool', name: builder.path(options.name), inputs: [x], shape });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: (_op, [input]) => sizeOf(input),
  sees: (_op, _fields, _inputs, picture) => wholePicture(picture),
  fold: 'stays',
} satisfies Operator<'globalAveragePool'>;

export const plain: PlainLoops<'globalAveragePool'> = (op, [input]) => {
  const [height, width] = input.shape;
  return makeMap(op.shape, (_y, _x, c) => {
    let sum = 0;
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) sum += readMap(input, y, x, c);
    return sum / (height * width);
  });
};
