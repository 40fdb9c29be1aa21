import type { Builder } from '../../graph/builder.ts';
import { GraphError } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { noParameters, nothing, type Operator, type PlainLoops, sameField } from '../operator.ts';
import type { Named } from '../options.ts';
import { makeMap, readMap } from '../plain-map.ts';

declare module '../../graph/op.ts' {
  interface OpFields {
    /** Channels start, start + step, start + 2 · step, …, as many as the operator's shape has; step 2 splits by parity. */
    readonly sliceChannels: { readonly start: number; readonly step: number };
  }
}

export interface SliceOptions extends Named {
  /** The first channel that is taken; 0. */
  readonly start?: number;
  /** Channels from one that is taken to the next; 1. */
  readonly step?: number;
  /** How many are taken; all there are from the first on. */
  readonly channels?: number;
}

function build(builder: Builder, x: TensorId, options: SliceOptions): TensorId {
  const name = builder.path(options.name);
  const [height, width, all] = builder.shapeOf(x);
  const { start = 0, step = 1 } = options;
  const channels = options.channels ?? Math.ceil((all - start) / step);
  const last = start + (channels - 1) * step;
  if (!(Number.isInteger(start) && Number.isInteger(step) && start >= 0 && step >= 1 && last < all))
    throw new GraphError({
      code: 'no-channels',
      op: name,
      shape: [height, width, all],
      channels,
      start,
      step,
    });
  return builder.insert({
    kind: 'sliceChannels',
    name,
    inputs: [x],
    shape: [height, width, channels],
    start,
    step,
  });
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: nothing,
  sees: sameField,
  fold: 'stays',
} satisfies Operator<'sliceChannels'>;

export const plain: PlainLoops<'sliceChannels'> = (op, [input]) =>
  makeMap(op.shape, (y, x, c) => readMap(input, y, x, op.start + c * op.step));
