import type { TensorId } from '../graph/op.ts';
import type { GraphBuilder } from '../operators/builder.ts';
import type { Activation } from '../operators/kinds/activation.ts';

export interface ClassifierOptions {
  readonly classes: number;
  readonly bias?: boolean;
  /** A dense layer between pooling and classes. */
  readonly hidden?: { readonly units: number; readonly activation: Activation };
}

/**
 * Global average pooling, a dense layer and softmax in the scope `classifier`. Outputs `logits` and `probabilities` [1, 1, classes], and
 * says so; taps `head` for what is pooled, and `pooled`.
 */
export function classifier(builder: GraphBuilder, x: TensorId, options: ClassifierOptions): void {
  builder.tap('head', x);
  const pooled = builder.scope('classifier', () => builder.globalAveragePool(x, { name: 'pool' }));
  builder.tap('pooled', pooled);
  const { hidden } = options;
  const row =
    hidden === undefined
      ? pooled
      : builder.scope('classifier', () =>
          builder.activation(
            builder.dense(pooled, { name: 'hidden', units: hidden.units }),
            hidden.activation,
          ),
        );
  classesFrom(builder, row, options);
}

/** A dense layer of classes on [1, 1, channels], and what the network answers with it. */
export function classesFrom(
  builder: GraphBuilder,
  x: TensorId,
  { classes, bias = true }: Pick<ClassifierOptions, 'classes' | 'bias'>,
): void {
  const [logits, probabilities] = builder.scope('classifier', () => {
    const dense = builder.dense(x, { name: 'dense', units: classes, bias });
    return [dense, builder.softmax(dense, { name: 'softmax' })] as const;
  });
  builder.output('logits', logits);
  builder.output('probabilities', probabilities);
  builder.answer({ kind: 'classes', logits: 'logits', probabilities: 'probabilities' });
}
