import type { Graph } from '../../../../models/graph/graph.ts';
import { GraphBuilder } from '../../../../models/operators/builder.ts';
import type { Proof } from './values.ts';

/** The other kinds, and windows that are neither square nor closed; its head looks at several regions of its map. */
function furtherGraph(): Graph {
  const builder = new GraphBuilder('further proof');
  const x = builder.input([9, 10, 3]);
  const box = builder.input([1, 1, 4], { name: 'box', perRegion: true });
  const dilated = builder.conv2d(x, {
    name: 'dilated',
    filters: 8,
    kernelSize: 3,
    dilation: 2,
    stride: [2, 1],
  });
  const normed = builder.activation(builder.batchNorm(dilated, { name: 'bn', epsilon: 1e-3 }), 'hardSwish');
  const broad = builder.conv2d(normed, {
    name: 'broad',
    filters: 8,
    kernelSize: [1, 5],
    groups: 2,
    bias: true,
  });
  const spaced = builder.depthwiseConv2d(broad, { name: 'spaced', kernelSize: 3, dilation: [1, 2] });
  const pooled = builder.averagePool(spaced, { name: 'pool', kernelSize: 3, stride: [1, 2] });
  const even = builder.sliceChannels(pooled, { name: 'even', step: 2 });
  const odd = builder.activation(builder.sliceChannels(pooled, { name: 'odd', start: 1, step: 2 }), 'relu');
  const joined = builder.concat([even, odd], { name: 'join' });
  const dealt = builder.shuffleChannels(joined, { name: 'shuffle', groups: 2 });
  const grown = builder.resizeBilinear(dealt, { name: 'grow', size: [7, 8], align: 'halfPixel' });
  const back = builder.resizeBilinear(grown, { name: 'back', size: [4, 5], align: 'corners' });
  const mean = builder.activation(builder.globalAveragePool(back, { name: 'mean' }), 'hardSigmoid');
  const map = builder.output('map', builder.add([back, mean], { name: 'spread', spread: true }));
  const align = (name: string, take: 'largest' | 'mean', reading: 'clamped' | 'zeroOutside') =>
    builder.psRoiAlign(map, box, { name, scale: 1 / 2, group: 2, samples: 2, leastSide: 0.1, take, reading });
  const clamped = align('clamped', 'largest', 'clamped');
  const both = builder.concat([clamped, align('outside', 'mean', 'zeroOutside')], { name: 'both' });
  const adapted = builder.adaptiveAveragePool(both, { name: 'adapt', size: [3, 1] });
  const row = builder.flatten(adapted, { name: 'flatten', order: 'cyx' });
  builder.output('scores', builder.dense(row, { name: 'dense', units: 3 }));
  return builder.build();
}

/** Inside the map of 8×10 pixels, and over its lower edge. */
const boxes = Float32Array.of(1.3, 0.9, 6.2, 5.8, 3.1, 4.7, 9.6, 8.9);

export const furtherProof: Proof = {
  graph: furtherGraph(),
  inputs: { box: boxes },
  answers: {
    map: [
      0.4798074, 1.078615, -1.940879, 0.6155654, -1.624167, 1.006789, 1.789331, 0.5, 0.523662, 1.256204,
      -2.705885, 0.5195807, -0.8802557, 1.489384, 2.171162, 0.5, 0.3259272, 1.507963, -2.676965, 0.5038741,
      -0.2970377, 1.49467, 1.079121, 0.5, 0.1969205, 1.709549, -2.405381, 0.5038741, -0.669455, 1.406833,
      1.002319, 0.5, 0.2790418, 1.156077, -1.946389, 0.5038741, -0.3723832, 1.50229, 1.431953, 0.5, 0.4505084,
      1.036642, -2.308353, 0.6594406, -1.00027, 1.354201, 1.516877, 0.5, 0.5629393, 1.51005, -3.182845,
      0.551295, -0.4924391, 1.933323, 2.186904, 0.5, 0.395184, 1.594765, -3.120818, 0.5087865, 0.1253144,
      1.919966, 1.338634, 0.5, 0.3712448, 1.782458, -2.784881, 0.5038741, -0.05675676, 1.708286, 0.9296241,
      0.5, 0.4203501, 1.089622, -2.313476, 0.5038741, 0.06529048, 1.765452, 1.265822, 0.5, 0.5469122,
      1.099594, -2.424972, 0.5241222, -0.1090359, 1.896412, 1.45588, 0.5, 0.7339014, 1.870623, -3.350646,
      0.5646714, 0.1181485, 2.46406, 1.950302, 0.5, 0.5381096, 1.757808, -3.470646, 0.5150183, 0.8019803,
      2.408082, 1.379284, 0.5, 0.484913, 1.696871, -3.048192, 0.5038741, 0.5778076, 1.968886, 0.8604796, 0.5,
      0.533804, 1.056894, -2.592586, 0.5038741, 0.4027099, 1.916333, 1.014985, 0.5, 0.6822554, 1.210814,
      -2.185778, 0.5038741, 0.2474253, 2.145433, 1.661238, 0.5, 0.8826822, 2.013408, -3.058267, 0.5352435,
      0.4019785, 2.603931, 1.674297, 0.5, 0.6260709, 1.850353, -3.411604, 0.5099067, 1.123961, 2.519714,
      1.164487, 0.5, 0.4356236, 1.529815, -2.958336, 0.5038741, 0.6631301, 1.954094, 0.8571158, 0.5, 0.517295,
      1.087348, -2.532519, 0.5038741, 0.3361975, 1.819141, 0.9051945, 0.5,
    ],
    scores: [1.468828, -2.240984, 3.504008, 1.324641, -0.9106278, -0.1955063],
  },
};
