import type { Graph } from '../../../models/graph/graph.ts';
import { GraphBuilder } from '../../../models/operators/builder.ts';

/** A few layers of the kinds that the large networks have; `side` makes another shape, and so other shaders. */
export function smallGraph(side = 16): Graph {
  const builder = new GraphBuilder('small');
  const x = builder.input([side, side, 3]);
  const stem = builder.conv2d(x, { name: 'stem', filters: 8, kernelSize: 3, stride: 2, bias: true });
  const active = builder.activation(stem, 'swish', { name: 'swish' });
  const depthwise = builder.depthwiseConv2d(active, { name: 'depthwise', kernelSize: 3, bias: true });
  const pool = builder.globalAveragePool(depthwise, { name: 'pool' });
  const gate = builder.activation(pool, 'sigmoid', { name: 'gate' });
  const gated = builder.multiply(depthwise, gate, { name: 'gated' });
  const mixed = builder.fuse([gated, active], { name: 'fuse', method: 'fastNormalized' });
  builder.output('map', mixed);
  builder.output(
    'answer',
    builder.dense(builder.globalAveragePool(mixed, { name: 'head' }), { name: 'dense', units: 4 }),
  );
  return builder.build();
}
