import { describe, expect, test } from 'vitest';
import { type Card, parseCard } from '../../../models/checkpoints/card.ts';
import { thinTaps } from '../../../models/families/thundernet/taps.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import { labels } from '../../../models/scenes/art.ts';
import { findStickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import { firstOf, foundIn, leastScore, mapsOver, openRegion, type TwoLooks } from './looked.ts';
import { measuredWith, twoLooksNetworks } from './networks.ts';
import { bestOnce } from './once.ts';
import { asBuilt, onceAsBuilt } from './poster.ts';
import { fitTwoLooks, twoLooksSchema } from './view.ts';

/** How the second look of what ships says what a region is. */
const classes = answerOf(
  twoStageGraphs(findStickerTwoStage('thundernet-head-stickers')!).region,
  'regionClasses',
)!;

/** Two regions of two classes, whose bins are 1×2 of two channels. */
const looks: TwoLooks = {
  side: 64,
  regions: [
    { box: [0, 0, 32, 32], score: 0.9, anchor: 3 },
    { box: [30, 30, 60, 60], score: 0.5, anchor: 9 },
  ],
  logits: Float32Array.from([0.2, 0.7, 0.1, 0.05, 0.05, 0.9], Math.log),
  boxes: new Float32Array(8),
  bins: { shape: [1, 2, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
  maps: {},
};

describe('two looks', () => {
  test('give boxes of what the second is sure of', () => {
    expect(foundIn(looks, classes).map(({ label, box }) => [label, box])).toEqual([[1, [0, 0, 32, 32]]]);
  });

  test('with fewer regions are the first of more', () => {
    const one = firstOf(looks, 1);
    expect(one.regions).toEqual(looks.regions.slice(0, 1));
    expect(openRegion(one, 0, classes)).toEqual(openRegion(looks, 0, classes));
    expect(firstOf(looks, 2)).toBe(looks);
  });

  test('can be opened at a region: its bins by channel, and what it is taken for', () => {
    const { bins, weighed, objectness, box } = openRegion(looks, 1, classes, 2);
    expect([box, objectness]).toEqual([[30, 30, 60, 60], 0.5]);
    expect(bins.channels.map((values) => [...values])).toEqual([
      [5, 7],
      [6, 8],
    ]);
    expect(weighed.map(({ label }) => label)).toEqual([null, 0]);
    expect(weighed[0]!.probability).toBeCloseTo(0.9, 6);
    const first = openRegion(looks, 0, { ...classes, background: 'first' }, 3);
    expect(first.weighed.map(({ label }) => label)).toEqual([0, null, 1]);
    expect(() => openRegion(looks, 2, classes)).toThrow(RangeError);
  });

  test('lay maps over the table: the best anchor of a cell, and the map before and after the gate in one unit', () => {
    const map = (...data: number[]) => ({ shape: [1, 2, 2] as const, data: Float32Array.from(data) });
    const maps = mapsOver(map(0, -9, -9, Math.log(3)), {
      context: map(2, -2, 4, 4),
      gate: map(0.5, 1, 0, 0),
      gated: map(1, -2, 0, 0),
    });
    expect([...maps.objectness!.values].map((v) => Math.round(v * 100))).toEqual([50, 75]);
    expect([...maps.context!.values]).toEqual([0.5, 1]);
    expect([...maps.gate!.values]).toEqual([0.75, 0]);
    expect([...maps.gated!.values]).toEqual([0.375, 0]);
    const terms = mapsOver(map(0, 0, 0, 0), {
      c4: map(8, -8, 0, 0),
      c5: { shape: [1, 1, 2], data: Float32Array.of(2, 2) },
      whole: { shape: [1, 1, 2], data: Float32Array.of(-1, 1) },
      context: map(4, 4, 0, 0),
    });
    expect(Object.entries(terms).map(([name, { columns, values }]) => [name, columns, ...values])).toEqual([
      ['objectness', 2, 0.5, 0.5],
      ['c4', 2, 1, 0],
      ['c5', 1, 0.25],
      ['whole', 1, 0.125],
      ['context', 2, 0.5, 0],
    ]);
    expect(Object.keys(mapsOver(map(0, 0, 0, 0), { gated: map(1, 1, 1, 1) }))).toEqual(['objectness']);
  });
});

test('what stands on the page before a run is a run of a detector that ships', () => {
  expect(asBuilt.regions.length).toBeGreaterThan(0);
  const detector = findStickerTwoStage('thundernet-head-stickers')!;
  const { region } = twoStageGraphs(detector);
  expect(asBuilt.bins.shape).toEqual(region.ops[region.taps['head/region']!]!.shape);
  expect(asBuilt.logits.length).toBe(asBuilt.regions.length * (labels.length + 1));
  expect(foundIn(asBuilt, classes).length).toBeGreaterThan(0);
  const { c4, c5, whole, context } = asBuilt.maps;
  expect([c4, c5, whole, context].map((cells) => cells?.rows)).toEqual([16, 8, 1, 16]);
});

test('the maps that are known by a name are taps of the graphs that are trained', () => {
  const taken = ['thundernet-head-stickers', 'light-head-stickers'].flatMap((name) => {
    const detector = findStickerTwoStage(name);
    return detector === undefined ? [] : Object.keys(twoStageGraphs(detector).picture.taps);
  });
  for (const name of thinTaps) expect(taken).toContain(name);
});

describe('the detectors that the figure offers', () => {
  const found = import.meta.glob('../../../models/checkpoints/*/card.json', {
    eager: true,
    import: 'default',
  });
  const cards = new Map<string, Card>(
    Object.entries(found).map(([path, card]) => {
      const id = path.split('/').at(-2)!;
      return [id, parseCard(card, id)] as const;
    }),
  );
  const networks = twoLooksNetworks(cards);
  test('are those that look twice, with how they were measured by the number of regions', () => {
    expect(networks.length).toBeGreaterThan(0);
    for (const network of networks) {
      expect(network.labels).toEqual(labels);
      expect(network.classes).toEqual(classes);
      expect(network.swept.map(({ kept }) => kept)).toEqual([10, 25, 50, 100, 200]);
      const card = cards.get(network.id)!.measured!.find(({ artist }) => artist === null)!;
      // The sweep's run with the usual number of regions is the card's, which PyTorch measured on the same scenes.
      expect(network.scenes).toBe(card.scenes);
      expect(Math.abs(measuredWith(network, network.kept)!.ap - card.ap!)).toBeLessThan(1e-3);
      expect(measuredWith(network, 51)).toBeUndefined();
      expect(network.unseenArtist).not.toBeNull();
      expect(network.presented).toBeGreaterThanOrEqual(network.distinct);
      expect(network.regionMultiplyAdds).toBeGreaterThan(0);
    }
  });
  test('stand beside the one that looks once and did best on the same scenes, which ran on the first table, too', () => {
    const [twice] = networks;
    const once = bestOnce(cards, twice!.side)!;
    expect(once.scenes).toBe(twice!.scenes);
    const rivals = [...cards.values()].filter(({ task }) => task === 'detection');
    const seen = rivals.flatMap(({ measured = [] }) =>
      measured.flatMap(({ size, artist, ap }) =>
        size === twice!.side && artist === null && ap !== null ? [ap] : [],
      ),
    );
    expect(once.ap).toBe(Math.max(...seen));
    expect(bestOnce(cards, 1)).toBeUndefined();
    expect(onceAsBuilt.id).toBe(once.id);
    for (const { name, score, box } of onceAsBuilt.boxes) {
      expect(labels).toContain(name);
      expect(score).toBeGreaterThanOrEqual(leastScore);
      expect(box[2]).toBeGreaterThan(box[0]);
    }
    expect(onceAsBuilt.boxes.length).toBeGreaterThan(0);
  });
  test('that are not there give the usual one', () => {
    const asked = { ...defaultView(twoLooksSchema), network: 'none' };
    expect(fitTwoLooks(asked, {}, ['one'])).toMatchObject({ adjusted: true, view: { network: 'usual' } });
  });
});
