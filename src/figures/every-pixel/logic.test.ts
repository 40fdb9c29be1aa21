import { describe, expect, test } from 'vitest';
import { pathNeeds } from '../../../models/answers/along-paths.ts';
import { logitsAt } from '../../../models/answers/segments.ts';
import { type Card, parseCard } from '../../../models/checkpoints/card.ts';
import { gateTaps } from '../../../models/families/bisenet/taps.ts';
import { gateTaps as dfaNetGates } from '../../../models/families/dfanet/taps.ts';
import { cost, costsByScope } from '../../../models/operators/cost.ts';
import { classColours, rgbOf } from '../../../models/scenes/class-colours.ts';
import {
  findStickerSegmenter,
  pixelClasses,
  segmenterGraph,
  standsOnBackbone,
  stickerSegmenters,
} from '../../../models/training/segmenters.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import { drawings } from '../../parts/stickers/drawings.ts';
import { alongNote, chartKey, gateNames, pathName } from '../../words/en/figures/every-pixel.ts';
import { deciding, pathRows } from './along.ts';
import { layoutPixels, pixelFindings } from './chart.ts';
import { judge, legendRows, weighed } from './judged.ts';
import { type PixelNetwork, pixelNetworks, pretraining } from './networks.ts';
import { overlayOf } from './overlay.ts';
import { inked, patternPath, patternSide } from './patterns.ts';
import { asBuilt } from './poster.ts';
import { askedPixel, fitPixels, pixelSchema } from './view.ts';

const labels = ['background', 'cat', 'dog'];

describe('what was found in one picture', () => {
  test('is held against what is there, class by class', () => {
    const truth = Uint8Array.of(0, 0, 1, 1, 1, 0);
    const found = Uint8Array.of(0, 1, 1, 1, 0, 0);
    const { classes, right, miou } = judge(found, truth, labels);
    expect(classes).toEqual([
      { place: 0, label: 'background', found: 3, there: 3, iou: 2 / 4 },
      { place: 1, label: 'cat', found: 3, there: 3, iou: 2 / 4 },
    ]);
    expect(right).toBeCloseTo(4 / 6, 12);
    expect(miou).toBeCloseTo(0.5, 12);
  });

  test('has no grade where nobody knows the truth', () => {
    const judged = judge(Uint8Array.of(0, 2, 2), null, labels);
    expect(judged).toMatchObject({ right: null, miou: null });
    expect(judged.classes.map(({ label, found, there, iou }) => [label, found, there, iou])).toEqual([
      ['background', 1, null, null],
      ['dog', 2, null, null],
    ]);
  });
});

test('two answers to one scene stand in one legend, also what only one of them found', () => {
  const truth = Uint8Array.of(0, 0, 1, 1);
  const own = judge(Uint8Array.of(0, 0, 1, 0), truth, labels);
  const other = judge(Uint8Array.of(0, 2, 1, 1), truth, labels);
  const rows = legendRows(own, other);
  expect(rows.map(({ label }) => label)).toEqual(labels);
  expect(rows.map((row) => [row.own?.iou, row.other?.iou])).toEqual([
    [2 / 3, 1 / 2],
    [1 / 2, 1],
    [undefined, 0],
  ]);
  expect(legendRows(own, null).every((row) => row.other === undefined)).toBe(true);
});

test('a pixel weighs its classes, the largest first', () => {
  const [first, second, ...rest] = weighed([0, Math.log(3), -1000], labels, 3);
  expect(first).toMatchObject({ place: 1, label: 'cat', logit: Math.log(3) });
  expect(first!.probability).toBeCloseTo(0.75, 12);
  expect(second!.probability).toBeCloseTo(0.25, 12);
  expect(rest).toHaveLength(1);
  expect(weighed(new Float64Array(13), pixelClasses)).toHaveLength(5);
});

describe('along which paths a pixel’s logits come', () => {
  const logits = Float64Array.of(1, 4, 2.5);
  const two = {
    paths: [Float64Array.of(0.5, 3, 0), Float64Array.of(1, 0.5, 2)],
    own: Float64Array.of(-0.5, 0.5, 0.5),
  };
  const rows = pathRows(two, weighed(logits, labels));

  test('is told for the largest of them, in their order, and each row adds up', () => {
    expect(rows.map(({ label, brings }) => [label, ...brings])).toEqual([
      ['cat', 3, 0.5, 0.5],
      ['dog', 0, 2, 0.5],
      ['background', 0.5, 1, -0.5],
    ]);
    for (const { place, brings } of rows)
      expect(brings.reduce((sum, value) => sum + value, 0)).toBeCloseTo(logits[place]!, 12);
    expect(rows[0]!.lengths).toEqual([1, 0.5 / 3, 0.5 / 3]);
    expect(rows[2]!.lengths[2]).toBeCloseTo(-0.5 / 3, 12);
  });

  test('and which one speaks most for the first against the second; the shifts are none', () => {
    expect(deciding(rows)).toEqual({ path: 0, by: 3 });
    expect(deciding(rows.slice(0, 1))).toBeNull();
    const shifted = pathRows({ ...two, own: Float64Array.of(0, 90, 0) }, weighed(logits, labels));
    expect(deciding(shifted)).toEqual({ path: 0, by: 3 });
  });

  test('stands on the page as built for the pixel that is asked first, and for no other', () => {
    const place = askedPixel(defaultView(pixelSchema), asBuilt.segments.width);
    const { paths, at } = asBuilt.along!;
    const along = at(place)!;
    expect(along.paths).toHaveLength(paths.length);
    // The logits that the page holds are kept in steps of an eighth.
    logitsAt(asBuilt.map, [256, 256], place).forEach((logit, c) => {
      const sum = along.paths.reduce((all, path) => all + path[c]!, along.own[c]!);
      expect(Math.abs(sum - logit)).toBeLessThan(1 / 16 + 4e-3);
    });
    expect(at([place[0], place[1] + 1])).toBeNull();
  });

  test('every path has a name of its own, and the note says which paths they are', () => {
    for (const segmenter of stickerSegmenters) {
      const paths = pathNeeds(segmenterGraph(segmenter))?.paths ?? [];
      const names = paths.map(pathName);
      expect(new Set(names).size).toBe(names.length);
      if (paths.length > 0) expect(alongNote(paths)).toMatch(/^(The paths are|Detail:)/);
    }
  });
});

describe('what is laid over the table', () => {
  const segments = {
    width: 2,
    height: 2,
    classes: Uint8Array.of(0, 1, 2, 0),
    certainty: Float32Array.of(1, 0.5, 1, 0.9),
  };
  const truth = Uint8Array.of(0, 1, 1, 2);
  const plain = { fade: false, patterns: false } as const;
  const alpha = (rgba: Uint8ClampedArray) => [3, 7, 11, 15].map((at) => rgba[at]);

  test('leaves the background clear and fades where the network is unsure', () => {
    const drawn = overlayOf(segments, truth, { ...plain, look: 'found' });
    expect(alpha(drawn)).toEqual([0, 209, 209, 0]);
    expect([...drawn.subarray(4, 7)]).toEqual(rgbOf(classColours[1]));
    const faded = overlayOf(segments, truth, { ...plain, look: 'found', fade: true });
    expect(alpha(faded)).toEqual([0, 105, 209, 0]);
  });

  test('shows what is there, and what is wrong', () => {
    const there = overlayOf(segments, truth, { ...plain, look: 'truth' });
    expect([...there.subarray(12, 15)]).toEqual(rgbOf(classColours[2]));
    expect(alpha(overlayOf(segments, truth, { ...plain, look: 'wrong' }))).toEqual([0, 0, 209, 209]);
    for (const look of ['truth', 'wrong', 'none'] as const)
      expect(alpha(overlayOf(segments, null, { ...plain, look }))).toEqual([0, 0, 0, 0]);
  });

  test('has a pattern of its own for every class', () => {
    const paths = pixelClasses.map((_, place) => patternPath(place));
    expect(paths[0]).toBe('');
    expect(new Set(paths).size).toBe(paths.length);
    // No pattern may be another one that is moved a little.
    const cells = (place: number, dx: number, dy: number) =>
      Array.from({ length: patternSide ** 2 }, (_, i) =>
        inked(place, (i % patternSide) + dx, Math.floor(i / patternSide) + dy) ? 1 : 0,
      ).join('');
    for (let a = 1; a < pixelClasses.length; a++)
      for (let b = a + 1; b < pixelClasses.length; b++)
        for (let dx = 0; dx < patternSide; dx++)
          for (let dy = 0; dy < patternSide; dy++)
            expect(cells(a, dx, dy), `${a} and ${b}`).not.toBe(cells(b, 0, 0));
  });
});

describe('the networks that the figure offers', () => {
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
  test('are those that name pixels, best first, with how they were measured', () => {
    const networks = pixelNetworks(cards);
    expect(networks.length).toBeGreaterThan(0);
    for (const each of networks) {
      const { labels: own, test: tested, unseenArtist, presented, distinct } = each;
      expect(own).toEqual(pixelClasses);
      expect(tested!.scenes).toBe(1000);
      expect(unseenArtist).not.toBeNull();
      const stands = standsOnBackbone(findStickerSegmenter(each.id)!);
      expect(each.backboneBytes > 1e6).toBe(stands);
      expect(each.frozenMultiplyAdds > 4e8).toBe(stands);
      expect(presented).toBeGreaterThanOrEqual(distinct);
    }
    expect(networks.map(({ test: tested }) => tested!.miou)).toEqual(
      networks.map(({ test: tested }) => tested!.miou).toSorted((a, b) => b - a),
    );
  });
  test('cost what their graphs cost beside the backbone', () => {
    for (const { id, multiplyAdds, parameters, frozenMultiplyAdds } of pixelNetworks(cards)) {
      const graph = segmenterGraph(findStickerSegmenter(id)!);
      const whole = cost(graph);
      const frozen = costsByScope(graph, 1).get('backbone') ?? { multiplyAdds: 0, parameters: 0 };
      expect(frozenMultiplyAdds).toBe(frozen.multiplyAdds);
      expect(multiplyAdds).toBe(whole.multiplyAdds - frozen.multiplyAdds);
      expect(parameters).toBe(whole.parameters - frozen.parameters);
    }
  });
  test('that are not there give the usual one', () => {
    const asked = { ...defaultView(pixelSchema), network: 'none' };
    expect(fitPixels(asked, {}, ['one'])).toMatchObject({ adjusted: true, view: { network: 'usual' } });
  });
  test('stand beside each other and never beside themselves', () => {
    const view = defaultView(pixelSchema);
    const fitted = (network: string, beside: string) =>
      fitPixels({ ...view, network, beside }, drawings, ['best', 'second']);
    expect(fitted('usual', 'second')).toMatchObject({ adjusted: false, view: { beside: 'second' } });
    expect(fitted('second', 'best')).toMatchObject({ adjusted: false, view: { beside: 'best' } });
    for (const [network, beside] of [
      ['usual', 'best'],
      ['second', 'second'],
      ['usual', 'gone'],
    ] as const)
      expect(fitted(network, beside)).toMatchObject({ adjusted: true, view: { beside: 'none' } });
  });
});

describe('the chart of what was measured', () => {
  const network = (id: string, more: Partial<PixelNetwork>): PixelNetwork => ({
    ...{ id, title: `${id}, on stickers`, side: 256, bytes: 1, backboneBytes: 1, labels, parameters: 1 },
    ...{ multiplyAdds: 46e6, frozenMultiplyAdds: 504e6, presented: 32_000, distinct: 16_000 },
    test: { miou: 0.6, interval: [0.58, 0.61], scenes: 1000 },
    unseenArtist: { miou: 0.4, interval: [0.38, 0.42], scenes: 500 },
    ...{ seed: 1, otherSeeds: [] },
    ...more,
  });
  const again = (seed: number, miou: number) => ({
    seed,
    test: { miou, interval: [miou - 0.01, miou + 0.01] as const, scenes: 1000 },
    unseenArtist: null,
  });
  const plain = network('plain', {});
  const withIt = network('paths', {
    spatialPath: true,
    multiplyAdds: 816e6,
    test: { miou: 0.65, interval: [0.64, 0.66], scenes: 1000 },
  });
  const without = network('path', { spatialPath: false, multiplyAdds: 465e6 });

  test('has a point for each measurement and none for anything else, higher where it is better', () => {
    for (const size of ['wide', 'narrow'] as const) {
      const { points, labels: names, plot } = layoutPixels([plain, withIt], size);
      expect(points.map(({ id }) => id)).toEqual(['plain', 'plain/unseen', 'paths', 'paths/unseen']);
      const [known, unseen, dear] = points;
      expect(known!.y).toBeLessThan(unseen!.y);
      expect(dear!.x).toBeGreaterThan(known!.x);
      expect(dear!.y).toBeLessThan(known!.y);
      expect(known!.bar!.y1).toBeGreaterThan(known!.y);
      expect(known!.bar!.y2).toBeLessThan(known!.y);
      for (const { x, y } of points) {
        expect(x).toBeGreaterThan(plot.left);
        expect(x).toBeLessThan(plot.right);
        expect(y).toBeGreaterThan(plot.top);
      }
      expect(names.map(({ text }) => text)).toEqual(['plain', 'paths']);
      const alone = layoutPixels([network('new', { unseenArtist: null })], size);
      expect(alone.points).toHaveLength(1);
      expect(alone.xTicks.length).toBeGreaterThan(0);
    }
  });

  test('says that a part brings something only where the run without it stands', () => {
    const said = (...networks: PixelNetwork[]) => pixelFindings(networks).join(' ');
    expect(said(plain)).toMatch(/plain: mIoU 0\.600 \(0\.580 to 0\.610\) on 1,000 scenes .* 46 million/);
    expect(said(plain)).toMatch(/So far one network/);
    expect(said(plain, withIt)).not.toMatch(/spatial path/);
    const both = said(plain, withIt, without);
    expect(both).toMatch(/\+5\.0 points of mIoU for 351 million multiply-adds more.* do not meet/);
    expect(both).toMatch(/Each was trained on the same 16,000 scenes, shown 32,000 times/);
    expect(both).toMatch(/Each was trained once, from one seed/);
    const close = { ...without, test: { miou: 0.655, interval: [0.64, 0.67] as const, scenes: 1000 } };
    expect(said(withIt, close)).toMatch(/−0\.5 points.*the intervals over the scenes meet/);
    expect(said(withIt, { ...without, presented: 16_000 })).toMatch(
      /not shown equally many scenes in training: 32,000 \(16,000 different ones\) to “paths” and 16,000/,
    );
  });

  test('gives every training a point, one name, and says how far the seeds of one recipe lie apart', () => {
    const twice = { ...withIt, otherSeeds: [again(2, 0.62)] };
    const { points, labels: names } = layoutPixels([plain, twice], 'wide');
    expect(points.map(({ id }) => id)).toEqual([
      ...['plain', 'plain/unseen', 'paths', 'paths/unseen', 'paths/seed-2'],
    ]);
    expect(points.at(-1)).toMatchObject({ x: points[2]!.x, picks: false });
    expect(points.at(-1)!.y).toBeGreaterThan(points[2]!.y);
    expect(names.map(({ text }) => text)).toEqual(['plain', 'paths']);
    const said = (...networks: PixelNetwork[]) => pixelFindings(networks).join(' ');
    expect(said(plain, twice)).toMatch(
      /paths, seed 1: mIoU 0\.650 .*paths, seed 2: mIoU 0\.620 \(0\.610 to 0\.630\)/,
    );
    expect(said(plain, twice)).toMatch(
      /From other seeds .*: “paths” 0\.650 and 0\.620\. Each of the others was trained once\./,
    );
    // Means of the seeds are compared, and what scenes and seeds leave open together.
    expect(said(twice, without)).toMatch(
      /\+3\.5 points .* meet, and one of the two was trained once: 0\.650 and 0\.620 with it, 0\.600 without/,
    );
    expect(said(twice, { ...without, otherSeeds: [again(2, 0.63)] })).toMatch(/the trainings overlap/);
    expect(said(twice, { ...without, otherSeeds: [again(2, 0.61)] })).toMatch(/the trainings do not overlap/);
    const best = { ...without, test: withIt.test, otherSeeds: [again(2, 0.66)] };
    expect(said({ ...plain, spatialPath: true }, best)).toMatch(/ do not meet, and one of the two/);
  });

  test('sets what began with random numbers against what costs most like it, and says what else differs', () => {
    const alone = network('alone', {
      ...{ multiplyAdds: 58e6, frozenMultiplyAdds: 0, backboneBytes: 0 },
      test: { miou: 0.25, interval: [0.24, 0.26], scenes: 1000 },
    });
    expect(pretraining([plain, withIt])).toBeNull();
    expect(pretraining([alone])).toBeNull();
    expect(pretraining([withIt, plain, alone])).toMatchObject({
      pretrained: { id: 'plain' },
      alone: { id: 'alone' },
    });
    expect(pixelFindings([withIt, plain, alone]).join(' ')).toMatch(
      /“plain” learned on a B0 .* 35\.0 points of mIoU more .* do not meet\. .* 46 million multiply-adds against 58 million\. .* adds 504 million.* one seed\./,
    );
    const twice = { ...alone, otherSeeds: [{ ...alone, seed: 2, test: { ...alone.test!, miou: 0.31 } }] };
    expect(pixelFindings([withIt, plain, twice]).join(' ')).toMatch(
      /“plain” \(mIoU 0\.600\) learned .* “alone” \(mIoU 0\.250 and 0\.310\) began .* 32\.0 points of mIoU more for the first, .* the first was trained once, the second from 2 seeds\./,
    );
    expect(chartKey(504e6, ['alone, on stickers'], true)).toMatch(
      /saw\. Each training from another seed has points of its own\. Bars .*504 million .* below all but “alone” and is not/,
    );
    expect(chartKey(504e6, [], false)).not.toMatch(/seed/);
    expect(chartKey(504e6, ['alone, on stickers'], false)).toMatch(
      /504 million .* below all but “alone” and is not/,
    );
    expect(chartKey(504e6, [], false)).toMatch(/lies below and is not counted/);
  });
});

test('the gates that are known by a name are taps of what is trained, one number a channel', () => {
  for (const name of ['bisenet-b0-stickers', 'bisenet-b0-without-spatial-path-stickers']) {
    const { taps, ops } = segmenterGraph(findStickerSegmenter(name)!);
    expect(gateTaps.map((tap) => ops[taps[tap]!]?.shape)).toEqual([
      [1, 1, 128],
      [1, 1, 128],
      [1, 1, 256],
    ]);
  }
  const { taps, ops } = segmenterGraph(findStickerSegmenter('dfanet-a-stickers')!);
  for (const tap of dfaNetGates) expect(ops[taps[tap]!]?.shape).toEqual([1, 1, 192]);
  expect(Object.keys(gateNames)).toEqual([...gateTaps, ...dfaNetGates]);
});
