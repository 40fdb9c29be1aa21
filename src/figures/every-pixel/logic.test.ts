import { describe, expect, test } from 'vitest';
import { type Card, parseCard } from '../../../models/checkpoints/card.ts';
import { classColours, rgbOf } from '../../../models/scenes/class-colours.ts';
import { pixelClasses } from '../../../models/training/segmenters.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import { judge, weighed } from './judged.ts';
import { pixelNetworks } from './networks.ts';
import { overlayOf } from './overlay.ts';
import { inked, patternPath, patternSide } from './patterns.ts';
import { fitPixels, pixelSchema } from './view.ts';

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

test('a pixel weighs its classes, the largest first', () => {
  const [first, second, ...rest] = weighed([0, Math.log(3), -1000], labels, 3);
  expect(first).toMatchObject({ place: 1, label: 'cat', logit: Math.log(3) });
  expect(first!.probability).toBeCloseTo(0.75, 12);
  expect(second!.probability).toBeCloseTo(0.25, 12);
  expect(rest).toHaveLength(1);
  expect(weighed(new Float64Array(13), pixelClasses)).toHaveLength(5);
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
    for (const { labels: own, test: tested, unseenArtist, backboneBytes, presented, distinct } of networks) {
      expect(own).toEqual(pixelClasses);
      expect(tested!.scenes).toBe(1000);
      expect(unseenArtist).not.toBeNull();
      expect(backboneBytes).toBeGreaterThan(1e6);
      expect(presented).toBeGreaterThanOrEqual(distinct);
    }
    expect(networks.map(({ test: tested }) => tested!.miou)).toEqual(
      networks.map(({ test: tested }) => tested!.miou).toSorted((a, b) => b - a),
    );
  });
  test('that are not there give the usual one', () => {
    const asked = { ...defaultView(pixelSchema), network: 'none' };
    expect(fitPixels(asked, {}, ['one'])).toMatchObject({ adjusted: true, view: { network: 'usual' } });
  });
});
