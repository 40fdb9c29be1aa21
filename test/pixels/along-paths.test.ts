import { describe, expect, test } from 'vitest';
import { logitsAlongPaths, pathNeeds } from '../../models/answers/along-paths.ts';
import { logitsAt } from '../../models/answers/segments.ts';
import type { Graph } from '../../models/graph/graph.ts';
import { GraphBuilder } from '../../models/operators/builder.ts';
import { fold, type Weights } from '../../models/operators/fold.ts';
import { random } from '../../models/scenes/random.ts';
import { segmenterGraph, stickerSegmenters } from '../../models/training/segmenters.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { randomWeights } from '../../src/engine/sources/random-weights.ts';

/** Kernels that are smaller than usual: where blocks add to what they read, and in a gate that is no sigmoid, values would grow without end. */
const times = [
  [/\/sep3\//, 0.3],
  [/attention\/dense/, 0.1],
] as const;

/** Weights of a seed, biases too. */
function seeded(graph: Graph): Weights {
  const r = random(7);
  return new Map(
    [...randomWeights(graph, 1)].map(([name, values]) => {
      if (name.endsWith('/bias')) return [name, values.map(() => r.normal(0.3))] as const;
      const by = times.find(([which]) => which.test(name))?.[1] ?? 1;
      return [name, values.map((value) => by * value)] as const;
    }),
  );
}

/** What a run gives that the paths are told from, and its logits. */
async function run(graph: Graph, weights: Weights) {
  const needs = pathNeeds(graph)!;
  const runtime = await useNodeBackend('wasm');
  const executor = await runtime.load(graph, weights);
  const r = random(3);
  const [height, width] = graph.ops[0]!.shape;
  const picture = Float32Array.from({ length: height * width * 3 }, () => r.normal(1));
  const { outputs, taps } = await executor.run(picture, { taps: needs.maps });
  executor.dispose();
  const maps = Object.fromEntries(needs.maps.map((name) => [name, taps[name]!.data]));
  return { needs, maps, map: Object.values(outputs)[0]! };
}

const several = stickerSegmenters.filter((each) => pathNeeds(fold(segmenterGraph(each))) !== null);

test('the networks whose paths meet say so', () => {
  expect(several.map(({ name }) => name)).toEqual([
    'bifpn-segmentation-stickers',
    'bisenet-b0-stickers',
    'dfanet-a-stickers',
  ]);
  for (const each of several) {
    const { paths, maps, parameters } = pathNeeds(fold(segmenterGraph(each)))!;
    expect(paths.length).toBeGreaterThan(1);
    // Nothing of the backbone and of the necks is worked out again.
    expect(parameters.every((name) => !/^(backbone|neck|spatial|context|[123])\//.test(name))).toBe(true);
    expect(maps.length - paths.length).toBe(each.name.startsWith('bisenet') ? 1 : 0);
  }
});

describe.each(several.map((each) => [each.name, each] as const))('%s', (_, each) => {
  const graph = fold(segmenterGraph(each, 128));
  const weights = seeded(graph);
  const size = [128, 128] as const;

  test('has logits that are what its paths bring and the shifts, at any pixel', {
    timeout: 60_000,
  }, async () => {
    const { maps, map } = await run(graph, weights);
    const largest = Math.max(...map.data.map(Math.abs));
    expect(largest).toBeLessThan(1000);
    for (const place of [
      [0, 0],
      [127, 64],
      [61, 3],
      [70, 71],
    ] as const) {
      const { paths, own } = logitsAlongPaths(graph, weights, maps, size, place);
      const logits = logitsAt(map, size, place);
      logits.forEach((logit, c) => {
        const sum = paths.reduce((all, path) => all + path[c]!, own[c]!);
        expect(Math.abs(sum - logit)).toBeLessThan(1e-4 * largest);
      });
      // Each brings something of its own.
      for (const path of [...paths, own]) expect(Math.max(...path.map(Math.abs))).toBeGreaterThan(0);
      // A path that is left out is missed.
      const [first] = paths;
      expect(Math.max(...first!.map(Math.abs))).toBeGreaterThan(1e-3 * largest);
    }
  });
});

test('a path brings what it would bring alone where nothing is held, and a part of it where something is', () => {
  const make = (active: boolean): Graph => {
    const builder = new GraphBuilder('two', 'same');
    const x = builder.input([2, 2, 1]);
    const [one, other] = ['one', 'other'].map((name) =>
      builder.tap(name, builder.conv2d(x, { name: `${name}-conv`, filters: 1, kernelSize: 1 })),
    ) as [number, number];
    const sum = builder.add([one, other], { name: 'sum' });
    const y = active ? builder.activation(sum, 'swish') : sum;
    builder.output('logits', builder.conv2d(y, { name: 'last', filters: 2, kernelSize: 1, bias: true }));
    const path = (tap: string, level: number) => ({ tap, of: 'level', level }) as const;
    builder.answer({ kind: 'mask', logits: 'logits', paths: [path('one', 3), path('other', 4)] });
    return builder.build();
  };
  const weights: Weights = new Map([
    ['last/kernel', Float32Array.of(2, -1)],
    ['last/bias', Float32Array.of(0.5, 0.25)],
  ]);
  const maps = { one: [3, 0, 0, 0], other: [-1, 0, 0, 0] };
  const at = (graph: Graph) => logitsAlongPaths(graph, weights, maps, [2, 2], [0, 0]);
  const plain = at(make(false));
  expect(plain.paths.map((path) => [...path])).toEqual([
    [6, -3],
    [-2, 1],
  ]);
  expect([...plain.own]).toEqual([0.5, 0.25]);
  // swish(3 − 1) lets 1 / (1 + e⁻²) of both through.
  const held = 1 / (1 + Math.exp(-2));
  const swished = at(make(true));
  expect(swished.paths[0]![0]).toBeCloseTo(6 * held, 12);
  expect(swished.paths[1]![0]).toBeCloseTo(-2 * held, 12);
  expect([...swished.own]).toEqual([0.5, 0.25]);
});

test('a path that meets others in what is no factor is refused', () => {
  const builder = new GraphBuilder('odd', 'same');
  const x = builder.input([2, 2, 1]);
  builder.tap('x', x);
  builder.output('logits', builder.activation(x, 'sigmoid'));
  builder.answer({ kind: 'mask', logits: 'logits', paths: [{ tap: 'x', of: 'context' }] });
  const graph = builder.build();
  expect(() => logitsAlongPaths(graph, new Map(), { x: [1, 1, 1, 1] }, [2, 2], [0, 0])).toThrow(RangeError);
});
