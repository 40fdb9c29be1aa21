import { describe, expect, test } from 'vitest';
import { GraphBuilder } from './builder.ts';
import { resultOf, workedValue } from './worked-value.ts';

const builder = new GraphBuilder('tiny');
const x = builder.input([3, 3, 2]);
const conv = builder.conv2d(x, { name: 'conv', filters: 2, kernelSize: 3, stride: 2, bias: true });
const depthwise = builder.depthwiseConv2d(conv, { name: 'depthwise', kernelSize: 3 });
const swish = builder.activation(depthwise, 'swish');
const mean = builder.globalAveragePool(swish, { name: 'mean' });
const gate = builder.activation(mean, 'sigmoid', { name: 'gate' });
const gated = builder.multiply(swish, gate, { name: 'gated' });
const sum = builder.add([gated, conv], { name: 'sum' });
const pooled = builder.globalAveragePool(sum, { name: 'pooled' });
const dense = builder.dense(pooled, { name: 'dense', units: 3 });
const softmax = builder.softmax(dense, { name: 'softmax' });
builder.output('probabilities', softmax);
const graph = builder.build();

const counted = (length: number, step: number) =>
  Float32Array.from({ length }, (_, i) => ((i % 7) - 3) * step);
const weights = new Map(
  graph.parameters.map(({ name, shape }, i) => [
    name,
    counted(
      shape.reduce((a, b) => a * b, 1),
      0.1 * (i + 1),
    ),
  ]),
);

/** A slow run of the same graph, written without the code under test: loops over every window. */
function run(): Float32Array[] {
  const maps: Float32Array[] = [];
  const at = (id: number, y: number, x: number, c: number) => {
    const [h, w, channels] = graph.ops[id]!.shape;
    return y < 0 || x < 0 || y >= h || x >= w ? 0 : maps[id]![(y * w + x) * channels + c]!;
  };
  graph.ops.forEach((op) => {
    const [h, w, channels] = op.shape;
    const out = new Float32Array(h * w * channels);
    const [a = 0, b = 0] = op.inputs;
    const from = graph.ops[a]!.shape;
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++)
        for (let c = 0; c < channels; c++) {
          let value = 0;
          if (op.kind === 'input') value = ((y * 3 + x) * 2 + c) / 10 - 0.6;
          else if (op.kind === 'conv2d' || op.kind === 'depthwiseConv2d') {
            value = op.bias === undefined ? 0 : weights.get(op.bias)![c]!;
            const kernel = weights.get(op.kernel)!;
            for (let ky = 0; ky < 3; ky++)
              for (let kx = 0; kx < 3; kx++) {
                const [sy, sx] = [
                  y * op.stride[0] - op.padding.top + ky,
                  x * op.stride[1] - op.padding.left + kx,
                ];
                if (op.kind === 'depthwiseConv2d')
                  value += at(a, sy, sx, c) * kernel[(ky * 3 + kx) * from[2] + c]!;
                else
                  for (let i = 0; i < from[2]; i++)
                    value += at(a, sy, sx, i) * kernel[((ky * 3 + kx) * from[2] + i) * channels + c]!;
              }
          } else if (op.kind === 'dense') {
            value = weights.get(op.bias!)![c]!;
            for (let i = 0; i < from[2]; i++)
              value += at(a, 0, 0, i) * weights.get(op.kernel)![i * channels + c]!;
          } else if (op.kind === 'activation') {
            const v = at(a, y, x, c);
            value = (op.activation === 'swish' ? v : 1) / (1 + Math.exp(-v));
          } else if (op.kind === 'globalAveragePool') {
            for (let i = 0; i < from[0]; i++) for (let j = 0; j < from[1]; j++) value += at(a, i, j, c);
            value /= from[0] * from[1];
          } else if (op.kind === 'multiply') value = at(a, y, x, c) * at(b, 0, 0, c);
          else if (op.kind === 'add') value = at(a, y, x, c) + at(b, y, x, c);
          else if (op.kind === 'softmax') {
            const all = [0, 1, 2].map((k) => Math.exp(at(a, 0, 0, k)));
            value = all[c]! / all.reduce((s, each) => s + each, 0);
          }
          out[(y * w + x) * channels + c] = value;
        }
    maps.push(out);
  });
  return maps;
}
const maps = run();

describe('a worked value comes to what the network computed', () => {
  test.each(graph.ops.map((op, id) => [op.name, id] as const).slice(1))('%s', (_, id) => {
    const [h, w, channels] = graph.ops[id]!.shape;
    for (let row = 0; row < h; row++)
      for (let column = 0; column < w; column++)
        for (let channel = 0; channel < channels; channel++) {
          const worked = workedValue(graph, id, (at) => maps[at]!, weights, [row, column, channel], 1)!;
          expect(worked.result).toBe(maps[id]![(row * w + column) * channels + channel]);
          expect(resultOf(worked)).toBeCloseTo(worked.result, 5);
        }
  });
});

test('a long vector keeps its largest products and the sum of the others', () => {
  const worked = workedValue(graph, dense, (at) => maps[at]!, weights, [0, 0, 1], 1)!;
  if (worked.kind !== 'dot') throw new Error('A dense layer is a dot product.');
  expect(worked.terms).toHaveLength(1);
  expect(worked.rest.count).toBe(1);
  const [, value, weight] = worked.terms[0]!;
  expect(Math.abs(value * weight)).toBeGreaterThanOrEqual(Math.abs(worked.rest.sum));
});

test('padding counts as zeros', () => {
  const worked = workedValue(graph, depthwise, (at) => maps[at]!, weights, [0, 0, 0], 9)!;
  if (worked.kind !== 'dot') throw new Error('A depthwise convolution is a dot product.');
  expect(worked.terms.slice(0, 4).map(([, value]) => value)).toEqual([0, 0, 0, 0]);
});
