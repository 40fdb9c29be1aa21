import type { Graph } from '../../../../models/graph/graph.ts';
import { GraphBuilder } from '../../../../models/operators/builder.ts';
import type { Proof } from './values.ts';

/** A network of a few layers of the kinds that EfficientNets and EfficientDets have, with odd sizes and uneven padding. */
function firstGraph(): Graph {
  const builder = new GraphBuilder('proof');
  const x = builder.input([9, 10, 3]);
  const conv = builder.conv2d(x, { name: 'stem', filters: 8, kernelSize: 3, stride: 2, bias: true });
  const stem = builder.activation(conv, 'swish', { name: 'stem/swish' });
  const depthwise = builder.depthwiseConv2d(stem, { name: 'depthwise', kernelSize: 5, bias: true });
  const active = builder.activation(depthwise, 'relu6', { name: 'depthwise/relu6' });
  const pooled = builder.globalAveragePool(active, { name: 'pool' });
  const squeezed = builder.conv2d(pooled, { name: 'gate', filters: 8, kernelSize: 1, bias: true });
  const gate = builder.activation(squeezed, 'sigmoid', { name: 'gate/sigmoid' });
  const gated = builder.multiply(active, gate, { name: 'apply' });
  const small = builder.maxPool(gated, { name: 'shrink', kernelSize: 3, stride: 2 });
  const back = builder.resizeNearest(small, { name: 'grow', size: [5, 5] });
  const double = builder.resizeNearest(back, { name: 'double', size: [10, 10] });
  const half = builder.maxPool(double, { name: 'half', kernelSize: 3, stride: 2 });
  const normed = builder.scaleShift(half, { name: 'norm' });
  const fused = builder.fuse([gated, normed], { name: 'fuse', method: 'fastNormalized' });
  const sum = builder.add([fused, stem], { name: 'add' });
  builder.output('map', sum);
  const head = builder.globalAveragePool(sum, { name: 'head' });
  const logits = builder.dense(head, { name: 'dense', units: 5 });
  builder.output('probabilities', builder.softmax(logits, { name: 'softmax' }));
  return builder.build();
}

export const firstProof: Proof = {
  graph: firstGraph(),
  inputs: {},
  answers: {
    map: [
      0.04566051, 1.361838, 0.4126111, 0.4698624, 0.03092353, -0.5224298, 1.034426, 1.049696, -0.6411549,
      1.400694, -0.3550904, 1.595124, 0.1128725, -0.4632845, 2.421388, 1.222998, -0.4876897, 0.4970849,
      0.6853847, 0.3948201, -0.183586, 0.2826194, 1.296797, 0.8605681, -0.470769, 1.940629, -0.1611151,
      0.3959009, 1.338846, -0.5668289, 1.412288, 0.3942029, -0.2559775, -0.02864561, 0.0190531, 1.032982,
      -0.04812592, -0.2011235, 0.9226892, 0.585889, -0.5301371, 3.491808, 0.133307, 0.498624, 1.649768,
      -0.5445016, 2.429124, 0.7138214, -0.02297579, 0.1969751, -0.1280617, 1.625727, -0.1837748, -0.4171129,
      0.7830903, 1.380817, -0.6622023, 0.2147284, -0.1519071, 0.3842863, 0.4591677, -0.2813997, 3.586115,
      0.04711526, -0.6788052, 1.562246, 0.1632586, 0.2124491, 2.041165, -0.06512879, 0.4751424, 0.5651065,
      -0.6525673, 0.2767116, 0.1194503, 0.7164018, 2.601994, -0.5916192, 0.8110681, 1.397925, -0.6550732,
      1.404627, -0.4961217, 0.3616034, 1.698305, 0.02081828, 0.5845694, -0.2685654, 0.1239347, 0.1624215,
      -0.430341, 2.729879, 0.06816432, -0.2493884, 0.4027325, 0.3618774, -0.5998216, 1.052667, 0.5692334,
      0.5340961, 0.9713264, -0.5757863, 3.089038, -0.4218476, -0.6244607, 2.117443, -0.3573265, 1.084246,
      0.05091333, 0.5747264, 0.9205627, -0.2193414, -0.6943275, 2.450079, -0.3200192, 1.95854, 2.517516,
      -0.2838398, 2.742128, 0.2068711, -0.6421808, 1.305931, -0.148911, 1.468037, -0.1329428, 0.5495208,
      1.161923, -0.3707316, -0.6414552, 0.4537875, -0.2297677, 1.416531, 2.973551, -0.3948124, 1.493144,
      0.272055, -0.677639, 1.028545, 0.2136157, 2.326492, -0.1292828, -0.5071468, 2.370369, -0.4677924,
      -0.6673874, 1.400936, 0.1809542, 1.5677, -0.1198617, -0.6733241, 2.151462, -0.1459379, -0.1280589,
      2.734853, -0.5233726, 1.055064, 0.9584896, -0.7386016, 1.758348, -0.1267844, -0.6302614, 1.980935,
      0.07353088, 1.285453, -0.09818168, -0.6440574, 1.391653, 0.2524884, -0.09085697, 0.1927156, 0.1235234,
      0.311102, 0.8181443, -0.5835577, 0.4268563, 1.427791, -0.6726336, 1.381088, 0.07094732, 2.379333,
      -0.1334049, -0.4993129, 2.707205, 0.4874539, -0.3767044, 0.1993996, 0.7700439, 0.9301935, -0.2484613,
      0.2629623, 1.850447, 0.4510978, -0.6444566, 1.005338, 0.329996, 0.3950953, 0.713157, -0.1046621,
      0.4821569, 0.9028266,
    ],
    probabilities: [0.6745672, 0.05234362, 0.02076332, 0.1474583, 0.1048675],
  },
};
