import type { Builder } from '../../graph/builder.ts';
import type { TensorId } from '../../graph/op.ts';
import type { Shape } from '../../graph/shape.ts';
import { ownPixel } from '../field.ts';
import { noParameters, nothing, type Operator, type PlainLoops } from '../operator.ts';

export interface InputOptions {
  /** `input` where a network has but one. */
  readonly name?: string;
  readonly perRegion?: true;
}

/** What the network is given: the picture first, then what else it asks for. */
function build(builder: Builder, shape: Shape, { name = 'input', perRegion }: InputOptions = {}): TensorId {
  const op = { kind: 'input', name, inputs: [], shape } as const;
  return builder.insert(perRegion ? { ...op, perRegion } : op);
}

export const operator = {
  build,
  parameters: noParameters,
  multiplyAdds: nothing,
  otherOperations: nothing,
  sees: () => ownPixel,
  fold: 'stays',
} satisfies Operator<'input'>;

export const plain: PlainLoops<'input'> = (_op, [given]) => given;
