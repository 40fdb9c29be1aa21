import { expect, test } from 'vitest';
import { findStickerDetector, stickerGraph } from '../../../models/training/detectors.ts';
import { alike, compared, comparedInWords, correlation } from './compare.ts';
import { type LearnedNeck, learnedNeck } from './learned.ts';
import { publishedNecks } from './published-necks.ts';

/** A neck whose raw weights are made up: ones, but for those named. */
function neck(name: string, changed: Readonly<Record<string, readonly number[]>> = {}): LearnedNeck {
  const graph = stickerGraph(findStickerDetector(name)!);
  const sizes = new Map(graph.parameters.map((parameter) => [parameter.name, parameter.shape[0] ?? 0]));
  return learnedNeck(
    graph,
    { id: name, title: name },
    (each) => changed[each] ?? Array<number>(sizes.get(each) ?? 0).fill(1),
  )!;
}
const three = 'efficientdet-d0-stickers';
const one = 'efficientdet-phi-2-stickers';

test('necks of three cells and of one are compared by first, mean and last', () => {
  // P5's top-down node leans three to one on its own level: in the first of three cells, and in the only cell.
  const a = neck(three, { 'neck/cell0/node6/fuse/fusion': [3, 1] });
  const b = neck(one, { 'neck/cell0/node6/fuse/fusion': [3, 1] });
  const edges = compared(a, b)!;
  expect(edges).toHaveLength(19);
  const edge = edges.find(({ key }) => key === 'in5>down5')!;
  expect(edge.even).toBe(0.5);
  expect(edge.a.first).toBeCloseTo(0.75, 3);
  expect(edge.a.mean).toBeCloseTo((0.75 + 0.5 + 0.5) / 3, 3);
  expect(edge.a.last).toBeCloseTo(0.5, 3);
  for (const place of ['first', 'mean', 'last'] as const) expect(edge.b[place]).toBeCloseTo(0.75, 3);
  expect(alike(edges, 'first')).toBeCloseTo(1, 2);
  const [sizes, nodes, most] = comparedInWords(a, b, edges);
  expect(sizes).toMatch(/^efficientdet-d0-stickers has 3 cells, efficientdet-phi-2-stickers 1: their first/);
  expect(sizes).toMatch(/correlates with 1\.00 in the first cell/);
  expect(nodes).toBe('On average over the cells, 8 of the 8 nodes lean on the same input in both.');
  expect(most).toBe(
    'They differ most at P5 top-down: P5 input has a share of 0.58 in the first and 0.75 in the second.',
  );
});

test('opposite leanings correlate with −1, and the nodes that differ are named', () => {
  const a = neck(three, { 'neck/cell2/node6/fuse/fusion': [3, 1] });
  const b = neck(three, { 'neck/cell2/node6/fuse/fusion': [1, 3] });
  const edges = compared(a, b)!;
  expect(alike(edges, 'last')).toBeCloseTo(-1, 2);
  expect(alike(compared(a, a)!, 'mean')).toBeCloseTo(1, 12);
  const [sizes, nodes] = comparedInWords(a, b, edges);
  expect(sizes).toMatch(/^Both have 3 cells\..* −1\.00 in the last/);
  expect(nodes).toBe(
    'On average over the cells, 7 of the 8 nodes lean on the same input in both; P5 top-down on P5 input in the first, on enlarged P6 top-down in the second.',
  );
});

test('necks of another form are not laid on each other', () => {
  const a = neck(three);
  expect(compared(a, { ...a, nodes: a.nodes.filter(({ node }) => node !== 12) })).toBeNull();
  expect(correlation([1, 1], [0, 2])).toBeNull();
});

test('the published necks: D0 to D3, with names that fit into an address', () => {
  const all = publishedNecks();
  expect(all.map(({ name }) => name)).toEqual(['coco-d0', 'coco-d1', 'coco-d2', 'coco-d3']);
  // Five nodes of two inputs and three of three, a cell: the released ones have 3, 4, 5 and 6.
  expect(all.map(({ fusionWeights }) => fusionWeights)).toEqual([57, 76, 95, 114]);
  for (const { weights } of all) expect(weights.length).toBeGreaterThan(0);
});
