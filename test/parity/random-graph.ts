import { consumers, type Graph } from '../../models/graph/graph.ts';
import type { TensorId } from '../../models/graph/op.ts';
import type { Shape } from '../../models/graph/shape.ts';
import { GraphBuilder } from '../../models/operators/builder.ts';
import type { Activation } from '../../models/operators/kinds/activation.ts';
import type { FusionMethod } from '../../models/operators/kinds/fuse.ts';
import { seededValue } from '../../src/cli/parity/seeded-values.ts';

type Tuple<T> = readonly [T, ...T[]];

/** Choices that follow from a seed. */
class Dice {
  readonly #seed: number;
  #thrown = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** From 0 up to below `below`. */
  upTo(below: number): number {
    return Math.min(below - 1, Math.floor(((seededValue(this.#seed, 9, this.#thrown++) + 1) / 2) * below));
  }

  between(least: number, most: number): number {
    return least + this.upTo(most - least + 1);
  }

  one<T>(of: Tuple<T>): T {
    return of[this.upTo(of.length)] ?? of[0];
  }
}

/** What grows a graph: it takes a map and gives another, or undefined where it cannot on this map. */
type Growth = (b: GraphBuilder, x: TensorId, dice: Dice, others: readonly TensorId[]) => TensorId | undefined;

const isCell = ([height, width]: Shape) => height * width === 1;
/** Even windows with symmetric padding leave nothing of a side of one cell. */
const isThin = ([height, width]: Shape) => Math.min(height, width) < 2;
const sameShape = (a: Shape, b: Shape) => a.every((side, i) => side === b[i]);
const usual: Tuple<Activation> = ['swish', 'relu'];
const every: Tuple<Activation> = ['swish', 'relu', 'relu6', 'sigmoid', 'hardSwish', 'hardSigmoid'];

const layer: Growth = (b, x, dice) => {
  const made = b.conv2d(x, {
    name: 'conv',
    filters: dice.between(1, 9),
    kernelSize: 1,
    bias: dice.upTo(3) > 0,
  });
  return dice.upTo(2) === 0 ? made : b.activation(made, dice.one(usual));
};

/** A graph's growths. Those of one operator, and those that meet in networks, which the plan joins. */
const growths: Readonly<Record<string, Growth>> = {
  layer,
  'wide layer': (b, x, dice) =>
    b.conv2d(x, { name: 'conv', filters: dice.between(30, 70), kernelSize: 1, bias: true }),
  convolution: (b, x, dice) =>
    isThin(b.shapeOf(x))
      ? undefined
      : b.conv2d(x, {
          name: 'conv',
          filters: dice.between(1, 9),
          kernelSize: dice.one([2, 3, [1, 5], [3, 1]]),
          stride: dice.one([1, 2, [2, 1]]),
          padding: dice.one(['same', 'symmetric']),
          dilation: dice.one([1, 1, 2]),
          bias: true,
        }),
  'grouped convolution': (b, x, dice) => {
    const [, , channels] = b.shapeOf(x);
    const groups = dice.one([2, 3]);
    if (channels % groups !== 0) return undefined;
    const filters = groups * dice.between(1, 3);
    return b.conv2d(x, { name: 'conv', filters, kernelSize: 3, groups, bias: true });
  },
  depthwise: (b, x, dice) => {
    const made = b.depthwiseConv2d(x, {
      name: 'depthwise',
      kernelSize: dice.one([3, 5, [3, 2]]),
      stride: dice.one([1, 1, 2]),
      bias: true,
    });
    return dice.upTo(2) === 0 ? made : b.activation(made, dice.one(usual));
  },
  norm: (b, x) => b.batchNorm(x, { name: 'norm', epsilon: 1e-3 }),
  scale: (b, x) => b.scaleShift(x, { name: 'scale' }),
  activation: (b, x, dice) => b.activation(x, dice.one(every)),
  shortcut: (b, x, dice) => {
    const [, , filters] = b.shapeOf(x);
    const made = b.conv2d(b.activation(x, dice.one(usual)), {
      name: 'conv',
      filters,
      kernelSize: 1,
      bias: true,
    });
    return b.add([made, x], { name: 'add' });
  },
  add: (b, x, _dice, others) => {
    const other = others.find((each) => each !== x && sameShape(b.shapeOf(each), b.shapeOf(x)));
    return other === undefined ? undefined : b.add([x, other], { name: 'add' });
  },
  spread: (b, x) =>
    isCell(b.shapeOf(x))
      ? undefined
      : b.add([x, b.globalAveragePool(x, { name: 'pool' })], { name: 'add', spread: true }),
  multiply: (b, x, dice) =>
    b.multiply(x, b.activation(x, dice.one(['sigmoid', 'hardSigmoid'])), { name: 'times' }),
  'squeeze and excitation': (b, x, dice) => {
    const [, , channels] = b.shapeOf(x);
    if (isCell(b.shapeOf(x))) return undefined;
    const map = b.activation(
      b.depthwiseConv2d(x, { name: 'depthwise', kernelSize: 3, bias: true }),
      'swish',
      { name: 'map' },
    );
    const pool = b.globalAveragePool(map, { name: 'pool' });
    const one = { kernelSize: 1, bias: true } as const;
    const reduced = b.activation(
      b.conv2d(pool, { name: 'reduce', filters: dice.between(1, 5), ...one }),
      'swish',
      { name: 'squeezed' },
    );
    const gate = b.activation(b.conv2d(reduced, { name: 'expand', filters: channels, ...one }), 'sigmoid');
    return b.conv2d(b.multiply(map, gate, { name: 'gated' }), {
      name: 'project',
      filters: dice.between(1, 9),
      ...one,
    });
  },
  'node of a pyramid': (b, x, dice) => {
    const [height, width, filters] = b.shapeOf(x);
    if (height < 2 || width < 2) return undefined;
    const small = b.maxPool(x, { name: 'small', kernelSize: 3, stride: 2 });
    const up = b.resizeNearest(small, { name: 'up', size: [height, width] });
    const method = dice.one<FusionMethod>(['sum', 'unbounded', 'softmax', 'fastNormalized']);
    const fused = b.activation(b.fuse([x, up], { name: 'fuse', method }), 'swish');
    const filtered = b.depthwiseConv2d(fused, { name: 'depthwise', kernelSize: 3 });
    return b.conv2d(filtered, { name: 'pointwise', filters, kernelSize: 1, bias: true });
  },
  'layers side by side': (b, x, dice) => {
    const filters = dice.between(1, 6);
    const side = (name: string) => b.conv2d(x, { name, filters, kernelSize: 1, bias: true });
    return b.concat([side('left'), side('right')], { name: 'both' });
  },
  'pools behind each other': (b, x) => {
    const first = b.maxPool(x, { name: 'first', kernelSize: 3, stride: 2 });
    const second = b.maxPool(first, { name: 'second', kernelSize: 3, stride: 2 });
    const [height, width] = b.shapeOf(second);
    return b.concat([b.resizeNearest(first, { name: 'down', size: [height, width] }), second], {
      name: 'both',
    });
  },
  'max-pool': (b, x, dice) =>
    isThin(b.shapeOf(x))
      ? undefined
      : b.maxPool(x, {
          name: 'pool',
          kernelSize: dice.one([2, 3]),
          stride: dice.one([1, 2]),
          padding: dice.one(['same', 'symmetric']),
          ...(dice.upTo(2) === 0 && { edge: 'zeros' as const }),
        }),
  'average pool': (b, x, dice) =>
    b.averagePool(x, { name: 'pool', kernelSize: dice.one([2, 3]), stride: dice.one([1, 2]) }),
  mean: (b, x) => b.globalAveragePool(x, { name: 'pool' }),
  'mean and dense': (b, x, dice) =>
    b.dense(b.globalAveragePool(x, { name: 'pool' }), { name: 'dense', units: dice.between(1, 9) }),
  adaptive: (b, x, dice) =>
    b.adaptiveAveragePool(x, { name: 'pool', size: [dice.between(1, 6), dice.between(1, 6)] }),
  nearest: (b, x, dice) =>
    b.resizeNearest(x, {
      name: 'resize',
      size: [dice.between(1, 9), dice.between(1, 9)],
      halfPixelCenters: dice.upTo(2) === 0,
    }),
  bilinear: (b, x, dice) =>
    b.resizeBilinear(x, {
      name: 'resize',
      size: [dice.between(1, 9), dice.between(1, 9)],
      align: dice.one(['corners', 'halfPixel']),
    }),
  concat: (b, x) => b.concat([x, b.activation(x, 'relu')], { name: 'concat' }),
  slice: (b, x, dice) => {
    const [, , channels] = b.shapeOf(x);
    return channels < 2
      ? undefined
      : b.sliceChannels(x, { name: 'slice', start: dice.upTo(2), step: dice.between(1, 2) });
  },
  shuffle: (b, x, dice) => {
    const [, , channels] = b.shapeOf(x);
    const groups = dice.one([2, 3]);
    return channels % groups === 0 ? b.shuffleChannels(x, { name: 'shuffle', groups }) : undefined;
  },
  flat: (b, x, dice) =>
    b.dense(b.flatten(x, { name: 'flatten', order: dice.one(['yxc', 'cyx']) }), {
      name: 'dense',
      units: dice.between(1, 9),
    }),
  softmax: (b, x) => b.softmax(x, { name: 'softmax' }),
  region: (b, x, dice) => {
    const [, , channels] = b.shapeOf(x);
    if (channels < 4) return undefined;
    const pool = b.globalAveragePool(x, { name: 'pool' });
    const place = b.activation(b.sliceChannels(pool, { name: 'slice', channels: 4 }), 'sigmoid');
    const group = dice.one([1, 2]);
    const map = b.conv2d(x, { name: 'conv', filters: 2 * group * group, kernelSize: 1 });
    return b.psRoiAlign(map, place, {
      name: 'align',
      scale: 4,
      group,
      samples: 2,
      leastSide: 0.1,
      take: dice.one(['largest', 'mean']),
      reading: dice.one(['clamped', 'zeroOutside']),
    });
  },
};

const kinds = Object.keys(growths) as unknown as Tuple<string>;

/** A graph of a few growths on a small map of odd sizes; every map that nobody reads is an output. */
export function randomGraph(seed: number): Graph {
  const dice = new Dice(seed);
  const b = new GraphBuilder(`random ${seed}`);
  const maps: TensorId[] = [b.input([dice.between(2, 9), dice.between(2, 9), dice.between(1, 9)])];
  const wanted = dice.between(3, 6);
  for (let i = 0, tries = 0; i < wanted && tries < 40; tries++) {
    // Mostly further on, at times from further back, so that graphs branch.
    const from = maps[Math.max(0, maps.length - 1 - dice.one([0, 0, 0, 1, 2]))] ?? 0;
    const made = b.scope(`n${tries}`, () => growths[dice.one(kinds)]?.(b, from, dice, maps));
    if (made === undefined) continue;
    maps.push(made);
    i++;
  }
  b.output('last', maps.at(-1) ?? 0);
  const graph = b.build();
  const readers = consumers(graph);
  const open = graph.ops.flatMap(({ kind }, id) =>
    kind !== 'input' && readers[id]?.length === 0 ? [id] : [],
  );
  const outputs = Object.fromEntries(open.map((id, i) => [`out${i}`, id]));
  return { ...graph, outputs, taps: outputs };
}

/** Weights that keep values about as large as they are, variances and shares positive. */
export function randomWeights(graph: Graph): Map<string, Float32Array> {
  return new Map(
    graph.parameters.map(({ name, shape, role }, i) => {
      const count = shape.reduce((product, side) => product * side, 1);
      const fanIn =
        role === 'kernel'
          ? count / Math.max(1, shape.at(-1) === 1 ? (shape[2] ?? 1) : (shape.at(-1) ?? 1))
          : 1;
      const values = Float32Array.from(
        { length: count },
        (_, k) => seededValue(i, 0, k) * Math.sqrt(3 / fanIn),
      );
      return [name, role === 'variance' || role === 'fusion' ? values.map((value) => 2.2 + value) : values];
    }),
  );
}

/** What goes in: from −1 to 1. */
export function randomInput(graph: Graph): Float32Array {
  const [height, width, channels] = graph.ops[0]?.shape ?? [0, 0, 0];
  return Float32Array.from({ length: height * width * channels }, (_, i) => seededValue(3, 1, i));
}
