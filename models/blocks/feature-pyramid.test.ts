import { describe, expect, test } from 'vitest';
import { exact, facts, factsTable } from '../../test/facts/facts.ts';
import { spoken } from '../../test/spoken.ts';
import { efficientDet } from '../families/efficientdet/network.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { GraphError, opAt } from '../graph/graph.ts';
import { cost } from '../operators/cost.ts';
import type { PyramidNode } from './pyramids/node.ts';
import {
  bifpnNodes,
  fpnNodes,
  fullyConnectedNodes,
  type PyramidName,
  panetNodes,
  pyramids,
} from './pyramids/pyramids.ts';

const plain = (nodes: readonly PyramidNode[]) =>
  nodes.map(({ level, inputs }) => ({ feat_level: level, inputs_offsets: inputs }));

const small = { ...releasedDetector.D0, resolution: 128 };

describe('node lists', () => {
  test('BiFPN over P3–P7 and P3–P8 equals the official generator’s', () => {
    expect(plain(bifpnNodes(3, 7))).toEqual(facts.bifpnNodes.P3_P7);
    expect(plain(bifpnNodes(3, 8))).toEqual(facts.bifpnNodes.P3_P8);
    const sheet = factsTable('ed_bifpn_nodes');
    expect(
      bifpnNodes(3, 7).map(({ level, inputs }, at) => [at + 5, level, `[${inputs.join(', ')}]`]),
    ).toEqual(sheet.map((row) => [row.node_id, row.feat_level, row.inputs_offsets]));
  });

  test('FPN goes down, PANet down and up again', () => {
    expect(fpnNodes(3, 7).map(({ level, inputs }) => [level, ...inputs])).toEqual([
      [7, 4],
      [6, 3, 5],
      [5, 2, 6],
      [4, 1, 7],
      [3, 0, 8],
    ]);
    expect(panetNodes(3, 7).map(({ level, inputs }) => [level, ...inputs])).toEqual([
      [7, 4],
      [6, 3, 5],
      [5, 2, 6],
      [4, 1, 7],
      [3, 0, 8],
      [3, 9],
      [4, 8, 10],
      [5, 7, 11],
      [6, 6, 12],
      [7, 5, 13],
    ]);
  });

  test('BiFPN is PANet without its one-input nodes and with an edge from each input to its output', () => {
    const joins = (nodes: readonly PyramidNode[]) => nodes.filter(({ inputs }) => inputs.length > 1).length;
    expect(bifpnNodes(3, 7).every(({ inputs }) => inputs.length > 1)).toBe(true);
    expect(joins(bifpnNodes(3, 7))).toBe(joins(panetNodes(3, 7)));
    expect(
      bifpnNodes(3, 7)
        .filter(({ inputs }) => inputs.length === 3)
        .map(({ level }) => level),
    ).toEqual([4, 5, 6]);
  });

  test.each(Object.values(pyramids))(
    '$title: every level gets an output, nothing is read before it stands',
    (pyramid) => {
      for (const [low, high] of pyramid.name === 'nasFpn'
        ? [[3, 7]]
        : [
            [3, 7],
            [3, 8],
            [2, 7],
            [4, 6],
            [3, 3],
          ]) {
        if (low === undefined || high === undefined) continue;
        const nodes = pyramid.nodes(low, high);
        const levels = high - low + 1;
        nodes.forEach(({ level, inputs }, at) => {
          expect(level).toBeGreaterThanOrEqual(low);
          expect(level).toBeLessThanOrEqual(high);
          expect(new Set(inputs).size).toBe(inputs.length);
          for (const id of inputs) expect(id).toBeLessThan(levels + at);
        });
        if (levels > 1) expect(new Set(nodes.map(({ level }) => level)).size).toBe(levels);
      }
    },
  );

  test('every input of NAS-FPN is read', () => {
    const nodes = pyramids.nasFpn.nodes(3, 7);
    expect(nodes.length).toBe(7);
    const read = new Set(nodes.flatMap(({ inputs }) => inputs));
    for (let id = 0; id < 10; id++) expect(read.has(id), `id ${id}`).toBe(true);
    expect(spoken(() => pyramids.nasFpn.nodes(3, 8))).toThrow(/five levels/);
  });
});

describe('fusion', () => {
  test('scalar weights: 19 a cell, as the facts say for D0 to D5, none for the others', () => {
    const counts: Readonly<Record<string, { breakdown: { fusion_scalars: number } }>> =
      facts.counts.efficientdet;
    for (const [name, config] of Object.entries(releasedDetector)) {
      if (!name.startsWith('D')) continue;
      const scalars = efficientDet(config)
        .parameters.filter(({ role }) => role === 'fusion')
        .reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
      expect(scalars, name).toBe(counts[name.toLowerCase()]?.breakdown.fusion_scalars);
    }
  });

  test.each(['sum', 'unbounded', 'softmax', 'fastNormalized'] as const)('%s', (fusion) => {
    const graph = efficientDet({ ...small, fusion });
    const fuses = graph.ops.filter((op) => op.kind === 'fuse');
    expect(fuses.length).toBe(3 * 8);
    for (const op of fuses) {
      expect([op.method, op.epsilon]).toEqual([fusion, 1e-4]);
      expect(op.weights).toBe(fusion === 'sum' ? undefined : `${op.name}/fusion`);
    }
  });
});

describe('the builder', () => {
  test.each(Object.keys(pyramids) as PyramidName[])('%s: cells, sizes and taps of any picture', (pyramid) => {
    for (const size of [
      [128, 128],
      [65, 200],
      [1, 1],
      [1, 129],
      [320, 320],
    ] as const) {
      const graph = efficientDet({ ...small, size, pyramid, cells: 2, fusion: 'sum' });
      for (let level = 3; level <= 7; level++) {
        const side = (pixels: number) => Math.ceil(pixels / 2 ** level);
        const cells = [side(size[0]), side(size[1])];
        expect(opAt(graph, graph.outputs[`classHead/P${level}`] ?? -1).shape).toEqual([...cells, 810]);
        expect(opAt(graph, graph.outputs[`boxHead/P${level}`] ?? -1).shape).toEqual([...cells, 36]);
      }
      pyramids[pyramid].nodes(3, 7).forEach(({ level }, at) => {
        for (const cell of [0, 1]) {
          const { shape } = opAt(graph, graph.taps[`neck/cell${cell}/node${at + 5}`] ?? -1);
          expect(shape).toEqual(opAt(graph, graph.taps[`neck/P${level}`] ?? -1).shape.with(2, 64));
        }
      });
    }
  });

  test('a 1×1 of its own for each use of a backbone level, in the first cell only', () => {
    const graph = efficientDet(small);
    const projections = graph.ops.filter((op) => op.kind === 'conv2d' && /^neck\/.*\/conv$/.test(op.name));
    expect(projections.map(({ name }) => name)).toEqual([
      'neck/p6/conv',
      'neck/cell0/node6/input0/conv',
      'neck/cell0/node7/input0/conv',
      'neck/cell0/node8/input0/conv',
      'neck/cell0/node9/input0/conv',
      'neck/cell0/node10/input0/conv',
    ]);
  });

  test('one pool bridges several levels where both axes ask for the same stride', () => {
    const graph = efficientDet({ ...small, pyramid: 'fullyConnected', size: [256, 256] });
    const pools = graph.ops.filter((op) => op.kind === 'maxPool' && op.name.startsWith('neck/cell1/node9'));
    expect(pools.map((op) => op.kind === 'maxPool' && [op.kernelSize[0], op.stride[0]])).toEqual([
      [17, 16],
      [9, 8],
      [5, 4],
      [3, 2],
    ]);
  });

  test('a list that cannot be is refused by name', () => {
    const make = (pyramid: readonly PyramidNode[]) => () => efficientDet({ ...small, pyramid });
    const with5 = (node: PyramidNode) => make([node, ...fullyConnectedNodes(3, 7)]);
    expect(spoken(with5({ level: 6, inputs: [3, 9], combine: 'fusion' }))).toThrow(/node5 reads 9/);
    expect(spoken(with5({ level: 9, inputs: [3], combine: 'fusion' }))).toThrow(/node5 is at level 9/);
    expect(with5({ level: 6, inputs: [], combine: 'fusion' })).toThrow(GraphError);
    expect(with5({ level: 6, inputs: [3, 4], combine: 'attention' })).not.toThrow();
    expect(spoken(make([{ level: 6, inputs: [3], combine: 'fusion' }]))).toThrow(/no node at level 3/);
    expect(spoken(() => efficientDet({ ...small, minLevel: 3, maxLevel: 3 }))).toThrow(/no node at level 3/);
    expect(spoken(() => efficientDet({ ...small, pyramid: 'nasFpn', maxLevel: 8 }))).toThrow(/five levels/);
    expect(spoken(() => efficientDet({ ...small, cells: 0 }))).toThrow(/number of cells/);
    expect(spoken(() => efficientDet({ ...small, width: 2.5 }))).toThrow(/width must be a whole number/);
    expect(spoken(() => efficientDet({ ...small, minLevel: 6, maxLevel: 7 }))).toThrow(/ends at level 5/);
  });

  test('a pyramid costs what its nodes cost', () => {
    const neck = (pyramid: PyramidName, cells: number) =>
      cost(efficientDet({ ...small, pyramid, cells, fusion: 'sum' }));
    const node = 9 * 64 + 64 * 64 + 64 + 2 * 64;
    for (const { name, nodes } of Object.values(pyramids))
      expect(neck(name, 3).parameters - neck(name, 2).parameters, name).toBe(nodes(3, 7).length * node);
    expect(exact('1,234')).toBe(1234);
  });
});
