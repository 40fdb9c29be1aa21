import { describe, expect, test } from 'vitest';
import { factsTable } from '../../test/facts/facts.ts';
import { efficientDet } from '../families/efficientdet/network.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { findTensor } from '../graph/graph.ts';
import { fold } from '../operators/fold.ts';
import { cutWeight, fusionNodes } from './fusion-nodes.ts';

const published = factsTable('ed_bifpn_nodes').map((row) => ({
  node: Number(row.node_id),
  level: Number(row.feat_level),
  inputs: JSON.parse(String(row.inputs_offsets)) as number[],
}));

describe('the nodes that mix maps, read off the graph', () => {
  test.each([
    ['as built', (graph: ReturnType<typeof efficientDet>) => graph],
    ['folded', fold],
  ])('are the published list in every cell of D0, %s', (_, prepare) => {
    const graph = prepare(efficientDet({ ...releasedDetector.D0 }));
    const nodes = fusionNodes(graph);
    expect(nodes).toHaveLength(3 * published.length);
    for (const cell of [0, 1, 2]) {
      const own = nodes.filter((node) => node.cell === cell);
      expect(
        own.map(({ node, level, inputs }) => ({ node, level, inputs: inputs.map((input) => input.node) })),
      ).toEqual(published);
    }
    for (const { parameter, inputs, inputTaps, fusedTap, outputTap } of nodes) {
      expect(graph.parameters.find(({ name }) => name === parameter)?.shape).toEqual([inputs.length]);
      const shapes = [...inputTaps, fusedTap, outputTap].map(
        (tap) => graph.ops[findTensor(graph, tap)]?.shape,
      );
      for (const shape of shapes) expect(shape).toEqual(shapes[0]);
    }
  });

  test('tell the level that an input comes from, before it is resized', () => {
    const [first] = fusionNodes(efficientDet({ ...releasedDetector.D0 }));
    expect(first).toMatchObject({ key: 'cell0/node5', level: 6, method: 'fastNormalized' });
    expect(first?.inputs.map(({ level }) => level)).toEqual([6, 7]);
  });

  test('of a plain sum have a name for weights that the graph does not hold', () => {
    const graph = efficientDet({ ...releasedDetector.D6, resolution: 512 });
    for (const { method, parameter } of fusionNodes(graph)) {
      expect(method).toBe('sum');
      expect(graph.parameters.some(({ name }) => name === parameter)).toBe(false);
    }
  });
});

test('a cut edge is 0, and −∞ where weights are exponents', () => {
  expect(cutWeight('fastNormalized')).toBe(0);
  expect(cutWeight('softmax')).toBe(Number.NEGATIVE_INFINITY);
});
