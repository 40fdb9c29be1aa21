import { describe, expect, test } from 'vitest';
import { attends } from './attends.ts';
import { rightMark } from './fault.ts';
import { bothEnds, edges, fiveNecks, heard, nodes, outputsThatHear } from './neck-paths.ts';
import {
  anchorShare,
  cells,
  fastShare,
  fusionWeights,
  levelBySize,
  ownLevel,
  type Sticker,
  softmaxShare,
  whichLevel,
} from './necks.ts';
import { verdict } from './verdict.ts';

const first = <V>({ variants }: { readonly variants: () => readonly V[] }) => variants()[0] as V;

describe('as the lesson stands, without a class word', () => {
  test('a sticker of half the picture, a tenth, all of it', () => {
    const truths = whichLevel.variants().map((variant) => [variant.size, levelBySize(variant)]);
    expect(truths.slice(0, 3)).toEqual([
      [0.5, 6],
      [0.1, 3],
      [1, 7],
    ]);
  });
  test('a guess is held against the reader’s run where one sticker of that size lies, and against no other', () => {
    const [half] = whichLevel.variants() as [Sticker];
    const run = (share: number, stickers = 1) => ({
      side: 256,
      stickers,
      boxes: [
        { score: 0.9, level: 5, box: [10, 20, 10 + 256 * share, 20 + 256 * share] as const },
        { score: 0.3, level: 7, box: [0, 0, 256, 256] as const },
      ],
    });
    expect(whichLevel.measured(run(0.52), half)).toEqual([5]);
    for (const other of [run(0.3), run(0.7), run(0.5, 2), { ...run(0.5), boxes: [] }, {}, null])
      expect(whichLevel.measured(other, half)).toBeNull();
    expect(verdict(whichLevel, half, ['6', '5'])).toEqual({ state: 'noted', truth: 5, guess: 6 });
    expect(verdict(whichLevel, half, '6')).toMatchObject({ state: 'noted', truth: null });
  });
  test('the level of the surest box in the reader’s own run, where one sticker lies', () => {
    const boxes = [
      { score: 0.4, level: 4 },
      { score: 0.9, level: 6 },
    ];
    expect(ownLevel.measured({ stickers: 1, boxes }, null)).toEqual([6]);
    for (const other of [{ stickers: 2, boxes }, { stickers: 1, boxes: [] }, { stickers: 0 }, null])
      expect(ownLevel.measured(other, null)).toBeNull();
    const said = (text: string) => verdict(ownLevel, null, [text, '6']);
    expect(said('6').state).toBe('right');
    expect(said('5')).toMatchObject({ state: 'read', slip: null });
    expect(said('4')).toMatchObject({ state: 'read', slip: 'countedFromOne' });
  });
  test('cells and boxes of a picture of 512 pixels', () => {
    expect(first(cells)).toEqual({ picture: 512, level: 5 });
    expect(cells.truth(first(cells))).toBe(256);
    expect(first(anchorShare)).toEqual({ picture: 512, level: 3 });
    expect(anchorShare.truth(first(anchorShare))).toBeCloseTo(0.751, 3);
    expect(anchorShare.slips.equal?.(first(anchorShare))).toBe(0.2);
    expect(anchorShare.slips.halved?.(first(anchorShare))).toBe(0.5);
  });
  test('nodes and edges of a BiFPN cell, and of PANet', () => {
    expect([nodes.truth(first(nodes)), edges.truth(first(edges))]).toEqual([8, 19]);
    expect(nodes.slips.counterpart?.(first(nodes))).toBe(10);
    expect(edges.truth({ network: 'panet', from: 3, to: 7 })).toBe(18);
    expect(edges.truth({ network: 'fullyConnected', from: 3, to: 7 })).toBe(25);
  });
  test('what an FPN’s outputs have heard, and what those of NAS-FPN', () => {
    expect(outputsThatHear(first(heard))).toEqual([3, 4, 5]);
    expect(outputsThatHear({ network: 'fpn', level: 3 })).toEqual([3]);
    expect(outputsThatHear({ network: 'nasFpn', level: 7 })).toEqual([6, 7]);
    for (const network of ['panet', 'bifpn', 'fullyConnected'] as const)
      for (const level of [3, 4, 5, 6, 7]) expect(heard.truth({ network, level })).toBe(5);
  });
  test('five necks in D0, the cheapest first', () => {
    const items = fiveNecks.items(first(fiveNecks));
    const cheapest = items.toSorted((a, b) => a.value - b.value).map(({ id }) => id);
    expect(cheapest).toEqual(['fpn', 'bifpn', 'nasFpn', 'panet', 'fullyConnected']);
    const slip = fiveNecks.slips.moreEdges?.(first(fiveNecks)) ?? [];
    expect(slip).toEqual(['fullyConnected', 'bifpn', 'panet', 'nasFpn', 'fpn']);
    expect(verdict(fiveNecks, first(fiveNecks), slip)).toMatchObject({ state: 'order', slip: 'moreEdges' });
  });
  test('raw weights 3 and 1 by two rules', () => {
    expect(first(softmaxShare)).toEqual({ first: 3, second: 1 });
    expect(softmaxShare.truth(first(softmaxShare))).toBeCloseTo(0.881, 3);
    expect(fastShare.truth(first(fastShare))).toBeCloseTo(0.75, 3);
  });
  test('the first node that has heard both ends; no more nodes are told than are drawn', () => {
    const [panet] = bothEnds.variants();
    expect(bothEnds.accepted(panet!, () => 0)).toEqual({ network: 'panet', size: 'D0', step: 5 });
    const all = { network: 'bifpn', size: 'D0', step: 12 } as const;
    expect(bothEnds.conditions.hears?.(all, panet!)).toEqual({ met: false, value: 8 });
  });
  test('57 numbers in D0, the same for every picture; NAS-FPN computes gates', () => {
    expect(fusionWeights.truth(first(fusionWeights))).toBe(57);
    const [told] = attends.variants();
    expect(told).toMatchObject({ network: 'bifpn', size: 'D0', learned: 57, computed: 0, inOneCell: 19 });
    expect(told).toMatchObject({ count: 57, places: 'alike', follows: true });
    const counts = attends
      .variants()
      .slice(0, 8)
      .map(({ network, size, learned, computed, inOneCell, side }) =>
        [network, size, learned, computed, inOneCell, side].join(' '),
      );
    expect(counts).toEqual([
      'bifpn D0 57 0 19 1',
      'bifpn D1 76 0 19 1',
      'bifpn D2 95 0 19 1',
      'bifpn D3 114 0 19 1',
      'bifpn D4 133 0 19 1',
      'nasFpn D0 0 12 4 1',
      'nasFpn D1 0 16 4 1',
      'nasFpn D2 0 20 4 1',
    ]);
    const right = attends.variants().map((each) => rightMark(attends, each).join(' '));
    const eight = (bifpn: string, nasFpn: string) => [
      ...Array.from({ length: 5 }, () => bifpn),
      ...Array.from({ length: 3 }, () => nasFpn),
    ];
    expect(right).toEqual([
      ...eight('picture stored', 'picture computed'),
      ...eight('places whole', 'places whole'),
      ...eight('count cells', 'count cells'),
      ...eight('nothing graph', 'nothing graph'),
    ]);
  });
});
