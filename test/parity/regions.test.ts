import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { Graph } from '../../models/graph/graph.ts';
import type { TensorId } from '../../models/graph/op.ts';
import { sizeOf } from '../../models/graph/shape.ts';
import { GraphBuilder } from '../../models/operators/builder.ts';
import { type NodeBackend, useNodeBackend } from '../../src/cli/node-backend.ts';
import { holds } from '../../src/cli/parity/deviation.ts';
import { checkSampled } from '../../src/cli/parity/sampled-tap.ts';
import { inputSeed, type SeededGolden } from '../../src/cli/parity/seeded.ts';
import { seededArray } from '../../src/cli/parity/seeded-values.ts';
import { seededWeights } from '../../src/cli/parity/seeded-weights.ts';
import { golden } from './goldens.ts';

const known = JSON.parse(readFileSync(golden('seeded/lighthead_head_s.json'), 'utf8')) as SeededGolden & {
  readonly rois: readonly (readonly number[])[];
};

/** Light-Head R-CNN's head, setting S, on any map of stride 16: large separable convolution, regions, dense layers. */
function head(leastSide: number): Graph {
  const b = new GraphBuilder('head', 'symmetric');
  const map = b.input(known.input.shape, { name: 'map' });
  const box = b.input([1, 1, 4], { name: 'box', perRegion: true });
  const conv = (x: TensorId, tap: string, filters: number, kernelSize: [number, number]) =>
    b.tap(tap, b.conv2d(x, { name: `${tap}/conv`, filters, kernelSize, bias: true }));
  const tall = conv(conv(map, 'separable/15x1 first', 64, [15, 1]), 'separable/then 1x15', 490, [1, 15]);
  const broad = conv(conv(map, 'separable/1x15 first', 64, [1, 15]), 'separable/then 15x1', 490, [15, 1]);
  const thin = b.activation(b.tap('separable/sum', b.add([tall, broad], { name: 'sum' })), 'relu', {
    name: 'thin map',
  });
  const how = {
    scale: 1 / 16,
    group: 7,
    samples: 2,
    leastSide,
    take: 'largest',
    reading: 'zeroOutside',
  } as const;
  const region = b.tap('psroi', b.psRoiAlign(thin, box, { name: 'align', ...how }));
  const row = b.flatten(region, { name: 'flatten', order: 'yxc' });
  const hidden = b.activation(b.dense(row, { name: 'hidden', units: 2048 }), 'relu');
  b.tap('head/hidden', hidden);
  b.output('head/classes', b.dense(hidden, { name: 'classes', units: 81 }));
  b.output('head/boxes', b.dense(hidden, { name: 'boxes', units: 4 }));
  return b.build();
}

async function failures(backend: NodeBackend, graph: Graph): Promise<string[]> {
  const executor = await (await useNodeBackend(backend)).load(graph, seededWeights([graph], known.ops));
  const map = seededArray(inputSeed, 0, sizeOf(known.input.shape));
  const names = Object.keys(known.taps);
  const box = Float32Array.from(known.rois.flat());
  const { taps } = await executor.run(map, { inputs: { box }, taps: names });
  executor.dispose();
  const checks = Object.entries(known.taps).flatMap(([name, tap]) => checkSampled(name, taps[name]!, tap));
  expect(checks).toHaveLength(2 * names.length);
  return checks.filter((check) => !holds(check)).map(({ name }) => name);
}

afterEach(() => {
  expect(tf.memory().numTensors, 'tensors left behind').toBe(0);
});

describe('a head on eight regions at once, against TensorFlow', () => {
  test.each(['wasm', 'cpu'] satisfies NodeBackend[])('on %s', async (backend) => {
    expect(await failures(backend, head(0))).toEqual([]);
  });

  test('a least side that is not there is found', async () => {
    expect(await failures('wasm', head(1))).toContain('psroi');
  });
});
