import { describe, expect, test } from 'vitest';
import { pyramids } from '../../../models/blocks/pyramids/pyramids.ts';
import { costsAt, networks, sizes } from '../../../models/facts/neck-costs.ts';
import { factsTable } from '../../../test/facts/facts.ts';
import { layoutSizes } from '../../parts/neck-drawing/layout.ts';
import { computed, edgeKeys } from '../../parts/neck-drawing/neck.ts';
import { nodeSentence } from '../../words/en/neck.ts';
import { bifpnChanges, compare, drawingOf, neckAt, topologiesTable } from './logic.ts';
import { allSteps } from './view.ts';

const tones = (network: (typeof networks)[number], step: number, maxLevel = 7) => {
  const { spots, routes } = drawingOf(network, maxLevel, step, layoutSizes.wide).scene;
  return Object.fromEntries([...spots, ...routes].map(({ key, tone }) => [key, tone]));
};

test('the nodes are those of the lists, in an order in which they can be computed', () => {
  for (const network of networks) {
    const neck = neckAt(network, 7);
    const list = pyramids[network].nodes(3, 7);
    expect(computed(neck).map(({ level, inputs }) => [level, inputs.map(({ id }) => id)])).toEqual(
      list.map(({ level, inputs }) => [level, inputs]),
    );
    for (const node of neck.nodes) for (const from of node.inputs) expect(from.id).toBeLessThan(node.id);
    expect(new Set(neck.nodes.map(({ key }) => key)).size).toBe(neck.nodes.length);
    expect(
      neck.nodes
        .filter(({ place }) => place === 'output')
        .map(({ level }) => level)
        .sort(),
    ).toEqual([3, 4, 5, 6, 7]);
  }
});

describe('what BiFPN makes of PANet', () => {
  test('two nodes with a single input go, and an edge comes at each level between', () => {
    expect(bifpnChanges(7)).toEqual({
      removed: ['down7', 'up3'],
      added: ['in4>up4', 'in5>up5', 'in6>up6'],
    });
    expect(bifpnChanges(8).added).toEqual(['in4>up4', 'in5>up5', 'in6>up6', 'in7>up7']);
  });

  test('is marked once all nodes are there', () => {
    const complete = tones('bifpn', allSteps);
    expect(Object.keys(complete).filter((key) => complete[key] === 'added')).toEqual(bifpnChanges(7).added);
    expect(Object.keys(complete).filter((key) => complete[key] === 'ghost')).toEqual(['ghost7', 'ghost3']);
    expect(Object.values(tones('bifpn', 3))).not.toContain('ghost');
    const panet = tones('panet', allSteps);
    expect(Object.keys(panet).filter((key) => panet[key] === 'single')).toEqual(['down7', 'up3']);
  });
});

test('a step lights one node, its edges and what they come from', () => {
  const at = tones('bifpn', 6);
  expect(Object.keys(at).filter((key) => at[key] === 'current')).toEqual([
    'up5',
    'in5>up5',
    'down5>up5',
    'up4>up5',
  ]);
  expect(Object.keys(at).filter((key) => at[key] === 'source')).toEqual(['in5', 'down5', 'up4']);
  expect(at.up6).toBe('later');
  expect(at.down6).toBe('plain');
});

test('sentences say what a node reads', () => {
  const sentence = (network: (typeof networks)[number], at: number) =>
    nodeSentence(computed(neckAt(network, 7))[at]!);
  expect(sentence('bifpn', 2)).toBe('P4 top-down: P4 input + enlarged P5 top-down');
  expect(sentence('bifpn', 6)).toBe('P6 output: P6 input + P6 top-down + shrunk P5 output');
  expect(sentence('fpn', 0)).toBe('P7 output: P7 input alone, joined with nothing');
  expect(sentence('nasFpn', 0)).toBe('P4 intermediate: enlarged P6 input + P4 input, gated by the first');
});

describe('costs', () => {
  test('BiFPN’s necks are those of the fact sheet', () => {
    for (const row of factsTable('ed_params_macs')) {
      const size = sizes.find((each) => each === row.model);
      if (size === undefined) continue;
      expect(costsAt(size).necks.bifpn?.parameters).toBe(
        Number(String(row['neck_p (incl. P6)']).replaceAll(',', '')),
      );
    }
  });

  test('every network is beside its row of Table 5', () => {
    const rows = compare(costsAt('D0'));
    expect(rows.map(({ published }) => published.map(({ ap }) => ap))).toEqual([
      [42.29],
      [44.08],
      [43.16],
      [43.06],
      [43.94, 44.39],
    ]);
    expect(rows.map(({ nodes, edges }) => [nodes, edges])).toEqual([
      [5, 9],
      [10, 18],
      [7, 16],
      [5, 25],
      [8, 19],
    ]);
    expect(rows[1]?.multiplyAddsRatio).toBe(1);
    expect(topologiesTable('D0', rows).rows).toHaveLength(6);
  });

  test('there is no NAS-FPN over six levels', () => {
    const costs = costsAt('D7x');
    expect(costs.necks.nasFpn).toBeNull();
    expect(costs.sides).toHaveLength(6);
    expect(compare(costs)[2]?.parameters).toBeNull();
    expect(edgeKeys(neckAt('nasFpn', 8))).toEqual(edgeKeys(neckAt('nasFpn', 7)));
  });
});
