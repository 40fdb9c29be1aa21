import { Builder } from '../graph/builder.ts';
import type { OpKind, TensorId } from '../graph/op.ts';
import type { PaddingRule } from '../graph/shape.ts';
import { operators } from './index.ts';

type Method<Build> = Build extends (builder: Builder, ...args: infer Arguments) => TensorId
  ? (...args: Arguments) => TensorId
  : never;

/** A method for every kind of operator, which adds one: its `build` with the builder left out. */
type OperatorMethods = { readonly [K in OpKind]: Method<(typeof operators)[K]['build']> };

/**
 * Builds a graph operator by operator, infers every shape and refuses what does not fit: `builder.conv2d(x, …)` and so on,
 * each documented where it is made (kinds/).
 */
export type GraphBuilder = Builder & OperatorMethods;

class OperatorBuilder extends Builder {}

/** No kind may be called as a member of the builder itself, which it would hide. */
const free: Extract<OpKind, keyof Builder> extends never ? true : never = true;
void free;

for (const [kind, { build }] of Object.entries(operators)) {
  const method = function (this: Builder, ...args: never[]): TensorId {
    return (build as (builder: Builder, ...rest: never[]) => TensorId)(this, ...args);
  };
  Object.defineProperty(OperatorBuilder.prototype, kind, { value: method });
}

/** The methods stand on the class's prototype, which the compiler cannot see. */
export const GraphBuilder = OperatorBuilder as unknown as new (
  name: string,
  padding?: PaddingRule,
) => GraphBuilder;
