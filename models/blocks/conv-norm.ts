import type { TensorId } from '../graph/op.ts';
import type { PaddingRule, Pair } from '../graph/shape.ts';
import type { GraphBuilder } from '../operators/builder.ts';
import type { Activation } from '../operators/kinds/activation.ts';

/** What all layers of a network have in common. */
export interface LayerRules {
  readonly builder: GraphBuilder;
  /** Of batch norms. */
  readonly epsilon: number;
}

export interface ConvNormOptions {
  /** Scope of the layer; none: its operators lie where they are made. */
  readonly name?: string;
  readonly filters: number;
  readonly kernelSize: number | Pair;
  readonly stride?: number;
  readonly dilation?: number;
  readonly padding?: PaddingRule;
  /** After the batch norm; none where it is left out. */
  readonly activation?: Activation | undefined;
}

const inScope = (builder: GraphBuilder, name: string | undefined, make: () => TensorId) =>
  name === undefined ? make() : builder.scope(name, make);

/** Convolution without bias, batch norm, activation: `conv`, `bn` and the activation's own name. */
export function convNorm(rules: LayerRules, x: TensorId, options: ConvNormOptions): TensorId {
  const { builder, epsilon } = rules;
  const { name, activation, ...window } = options;
  return inScope(builder, name, () => {
    const y = builder.batchNorm(builder.conv2d(x, { name: 'conv', ...window }), { name: 'bn', epsilon });
    return activation === undefined ? y : builder.activation(y, activation);
  });
}

/** The same with a filter for each channel by itself. */
export function depthwiseNorm(
  rules: LayerRules,
  x: TensorId,
  options: Omit<ConvNormOptions, 'filters'>,
): TensorId {
  const { builder, epsilon } = rules;
  const { name, activation, ...window } = options;
  return inScope(builder, name, () => {
    const conv = builder.depthwiseConv2d(x, { name: 'conv', ...window });
    const y = builder.batchNorm(conv, { name: 'bn', epsilon });
    return activation === undefined ? y : builder.activation(y, activation);
  });
}
