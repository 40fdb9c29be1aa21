import type { Graph } from '../../models/graph/graph.ts';
import type { TensorId } from '../../models/graph/op.ts';
import type { Shape } from '../../models/graph/shape.ts';
import { GraphBuilder } from '../../models/operators/builder.ts';
import type { Activation } from '../../models/operators/kinds/activation.ts';
import type { FusionMethod } from '../../models/operators/kinds/fuse.ts';
import { seededArray } from '../../src/cli/parity/seeded-values.ts';

/** One use of an operator (or of two that meet) on a map [7, 8, 6]. */
type Use = (builder: GraphBuilder, x: TensorId) => TensorId;

/** Weights for any graph, variances kept positive. */
export function weightsOf(graph: Graph): Map<string, Float32Array> {
  return new Map(
    graph.parameters.map(({ name, shape, role }, i) => {
      const count = shape.reduce((product, side) => product * side, 1);
      const values = seededArray(i, 0, count);
      return [name, role === 'variance' || role === 'fusion' ? values.map((value) => 1.2 + value) : values];
    }),
  );
}

const activations: readonly Activation[] = ['swish', 'relu', 'relu6', 'sigmoid', 'hardSwish', 'hardSigmoid'];
const methods: readonly FusionMethod[] = ['sum', 'unbounded', 'softmax', 'fastNormalized'];

/** Every operator in every way that networks use it, uneven sides and paddings, by what it is. */
export const uses: Record<string, Use> = {
  'grouped convolution with bias and swish': (b, x) =>
    b.activation(b.conv2d(x, { name: 'conv', filters: 9, kernelSize: 3, groups: 3, bias: true }), 'swish'),
  'batch norm behind a convolution': (b, x) => {
    const conv = b.conv2d(x, { name: 'conv', filters: 5, kernelSize: 5, stride: 2 });
    return b.activation(b.batchNorm(conv, { name: 'bn', epsilon: 1e-3 }), 'relu');
  },
  'kernels shared by two levels, norms not': (b, x) => {
    const level = (at: number, name: string) => {
      const conv = b.conv2d(at, { name: `${name}/conv`, filters: 6, kernelSize: 1, parametersAt: 'shared' });
      return b.batchNorm(conv, { name: `${name}/bn`, epsilon: 1e-3 });
    };
    return b.add([level(x, 'a'), level(level(x, 'b'), 'c')], { name: 'sum' });
  },
  'symmetric padding, uneven sides': (b, x) =>
    b.depthwiseConv2d(x, { name: 'conv', kernelSize: 5, stride: 2, padding: 'symmetric', bias: true }),
  'max pooling, SAME': (b, x) => b.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2 }),
  'max pooling, symmetric': (b, x) =>
    b.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2, padding: 'symmetric' }),
  'max pooling, SAME, among zeros': (b, x) =>
    b.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2, edge: 'zeros' }),
  'max pooling, symmetric, among zeros': (b, x) =>
    b.maxPool(x, { name: 'pool', kernelSize: [5, 3], stride: [3, 2], padding: 'symmetric', edge: 'zeros' }),
  'average pooling, valid': (b, x) =>
    b.averagePool(x, { name: 'pool', kernelSize: 2, stride: 2, padding: 'valid' }),
  'average pooling, SAME': (b, x) => b.averagePool(x, { name: 'pool', kernelSize: 3, stride: 2 }),
  concat: (b, x) => b.concat([x, b.activation(x, 'relu'), x], { name: 'concat' }),
  'nearest neighbour × 2': (b, x) => b.resizeNearest(x, { name: 'resize', size: [14, 16] }),
  'nearest neighbour × 3': (b, x) => b.resizeNearest(x, { name: 'resize', size: [21, 24] }),
  'nearest neighbour to odd sides': (b, x) => b.resizeNearest(x, { name: 'resize', size: [13, 15] }),
  'nearest neighbour, half-pixel centres': (b, x) =>
    b.resizeNearest(x, { name: 'resize', size: [13, 11], halfPixelCenters: true }),
  'nearest neighbour, smaller': (b, x) => b.resizeNearest(x, { name: 'resize', size: [3, 5] }),
  'dilated convolution, SAME': (b, x) =>
    b.conv2d(x, { name: 'conv', filters: 4, kernelSize: 3, dilation: 2, bias: true }),
  'dilated convolution, symmetric, another distance along each axis': (b, x) =>
    b.conv2d(x, { name: 'conv', filters: 4, kernelSize: 3, dilation: [1, 2], padding: 'symmetric' }),
  'dilated and strided convolution': (b, x) => {
    const conv = b.conv2d(x, {
      name: 'conv',
      filters: 4,
      kernelSize: 3,
      dilation: 2,
      stride: [2, 1],
      bias: true,
    });
    return b.activation(conv, 'swish');
  },
  'oblong convolution, tall': (b, x) =>
    b.conv2d(x, { name: 'conv', filters: 4, kernelSize: [5, 1], bias: true }),
  'oblong convolution, broad, another step along each axis': (b, x) =>
    b.activation(
      b.conv2d(x, { name: 'conv', filters: 8, kernelSize: [1, 7], stride: [1, 3], bias: true }),
      'relu',
    ),
  'dilated depthwise convolution': (b, x) =>
    b.depthwiseConv2d(x, { name: 'conv', kernelSize: 3, dilation: 2, bias: true }),
  'oblong depthwise convolution of four channels, which the own routines know square': (b, x) => {
    const four = b.sliceChannels(x, { name: 'four', channels: 4 });
    return b.depthwiseConv2d(four, { name: 'conv', kernelSize: [3, 5], stride: [2, 1], bias: true });
  },
  'dilated and strided depthwise convolution': (b, x) =>
    b.depthwiseConv2d(x, { name: 'conv', kernelSize: 3, dilation: [2, 1], stride: 2, padding: 'symmetric' }),
  'grouped convolution, dilated': (b, x) =>
    b.conv2d(x, { name: 'conv', filters: 4, kernelSize: 3, groups: 2, dilation: 2, bias: true }),
  'oblong max pooling': (b, x) => b.maxPool(x, { name: 'pool', kernelSize: [1, 3], stride: [2, 1] }),
  'oblong average pooling': (b, x) => b.averagePool(x, { name: 'pool', kernelSize: [3, 2], stride: [1, 2] }),
  'average pooling to a size that divides': (b, x) =>
    b.adaptiveAveragePool(x, { name: 'pool', size: [7, 4] }),
  'average pooling to a size that does not divide': (b, x) =>
    b.adaptiveAveragePool(x, { name: 'pool', size: [3, 5] }),
  'average pooling to a larger map': (b, x) => b.adaptiveAveragePool(x, { name: 'pool', size: [10, 9] }),
  'every channel from the third on': (b, x) => b.sliceChannels(x, { name: 'slice', start: 2 }),
  'even channels': (b, x) => b.sliceChannels(x, { name: 'slice', step: 2 }),
  'odd channels': (b, x) => b.sliceChannels(x, { name: 'slice', start: 1, step: 2 }),
  'channels shuffled in two groups': (b, x) => b.shuffleChannels(x, { name: 'shuffle', groups: 2 }),
  'channels shuffled in three groups': (b, x) => b.shuffleChannels(x, { name: 'shuffle', groups: 3 }),
  'a vector added everywhere': (b, x) => {
    const pool = b.globalAveragePool(x, { name: 'pool' });
    return b.add([x, b.activation(x, 'relu'), pool], { name: 'add', spread: true });
  },
  'a map times a map': (b, x) => b.multiply(x, b.activation(x, 'sigmoid'), { name: 'gate' }),
  'three maps added': (b, x) => b.add([x, x, b.activation(x, 'swish')], { name: 'add' }),
};
for (const align of ['corners', 'halfPixel'] as const)
  for (const size of [
    [13, 15],
    [14, 16],
    [3, 5],
    [1, 1],
    [7, 8],
    [1, 20],
  ] as const)
    uses[`bilinear to ${size.join('×')}, ${align}`] = (b, x) =>
      b.resizeBilinear(x, { name: 'resize', size, align });
for (const order of ['yxc', 'cyx'] as const)
  uses[`a dense layer on a map, ${order}`] = (b, x) =>
    b.dense(b.flatten(x, { name: 'flatten', order }), { name: 'dense', units: 3 });
for (const kind of activations) uses[`activation ${kind}`] = (b, x) => b.activation(x, kind);
for (const kind of activations)
  uses[`${kind} behind a dense layer`] = (b, x) =>
    b.activation(b.dense(b.globalAveragePool(x, { name: 'pool' }), { name: 'dense', units: 7 }), kind);
for (const method of methods)
  uses[`fusion ${method}`] = (b, x) =>
    b.fuse([x, b.activation(x, 'relu'), b.activation(x, 'sigmoid')], { name: 'fuse', method });

/** A box [1, 1, 4] that the network computes itself: x1 and y1 between 0 and 1, its sides as well. */
const box: Use = (b, x) => {
  const pool = b.globalAveragePool(x, { name: 'pool' });
  const two = (name: string, start: number) =>
    b.scope(name, () => {
      const some = b.sliceChannels(pool, { name: 'slice', start, channels: 2 });
      return b.activation(b.scaleShift(some, { name: 'scale' }), 'sigmoid');
    });
  const [first, sides] = [two('first', 0), two('sides', 2)];
  return b.concat([first, b.add([first, sides], { name: 'last' })], { name: 'box' });
};
// The map has 7×8 cells: one box lies on it, one reaches beyond its end, one is made as large as the least side.
for (const reading of ['clamped', 'zeroOutside'] as const)
  for (const take of ['largest', 'mean'] as const)
    for (const [group, scale, leastSide] of [
      [1, 4, 0.1],
      [2, 8, 0],
      [3, 2, 6],
    ] as const)
      uses[`a region of ${group}×${group} bins, ${take} of ${reading} samples`] = (b, x) => {
        const map = b.conv2d(x, { name: 'conv', filters: 4 * group * group, kernelSize: 1 });
        const how = { scale, group, samples: group === 1 ? 3 : 2, leastSide, take, reading };
        return b.psRoiAlign(map, box(b, x), { name: 'align', ...how });
      };

const size: Shape = [7, 8, 6];

/** Each use as a network of its own. */
export const graphs: Record<string, Graph> = Object.fromEntries(
  Object.entries(uses).map(([name, use]) => {
    const builder = new GraphBuilder('tested');
    builder.output('result', use(builder, builder.input(size)));
    return [name, builder.build()];
  }),
);

/** The same operator with other numbers: one is enough where every shader takes a third of a second to compile. */
const repeated =
  /of [13]×[13] bins|bilinear to (14×16|1×1|7×8|1×20)|behind a dense layer|in three groups|× 3$/;

/** All uses but repetitions in one network that takes a picture, an output each. */
export function together(): Graph {
  const builder = new GraphBuilder('together');
  const picture = builder.input([7, 8, 3]);
  const x = builder.conv2d(picture, { name: 'six', filters: 6, kernelSize: 1, bias: true });
  for (const [name, use] of Object.entries(uses)) {
    if (repeated.test(name)) continue;
    const made = builder.scope(name, () => use(builder, x));
    builder.output(name, made);
  }
  return builder.build();
}
