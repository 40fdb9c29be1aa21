import { expect, test } from 'vitest';
import { GraphBuilder } from '../../../models/operators/builder.ts';
import { plainRun } from '../../../models/operators/plain.ts';
import { alignOf, binPlace, regionOf, trueMap } from './logic.ts';
import file from './truth.json' with { type: 'json' };
import type { TrueMap } from './truth.ts';
import { binCount, firstBox, stage } from './view.ts';

const truth = file as unknown as TrueMap;
const map = trueMap(truth);
const boxes = [
  [0, 0, 512, 512],
  [100, 37, 260, 411],
  [480, 480, 512, 512],
] as const;

test('a region is what the operator makes of the map', () => {
  for (const take of ['largest', 'mean'] as const) {
    const builder = new GraphBuilder('region', 'same');
    const x = builder.input(map.shape, { name: 'map' });
    const box = builder.input([1, 1, 4], { name: 'box', perRegion: true });
    builder.output('out', builder.psRoiAlign(x, box, { name: 'align', ...alignOf(truth, take) }));
    const graph = builder.build();
    for (const [ymin, xmin, ymax, xmax] of boxes) {
      const given = { map: Float32Array.from(map.data), box: Float32Array.of(xmin, ymin, xmax, ymax) };
      const out = plainRun(graph, new Map(), given).at(-1)!.data;
      truth.classes.forEach((_, of) => {
        const { bins } = regionOf(truth, map, [ymin, xmin, ymax, xmax], of, take);
        bins.forEach(({ value }, at) => {
          expect(value).toBeCloseTo(out[at * truth.classes.length + of]!, 5);
        });
      });
    }
  }
});

test('each channel feeds one bin of one class, in the order of the operator', () => {
  const channels = truth.classes.flatMap((_, of) =>
    regionOf(truth, map, [0, 0, 512, 512], of, 'mean').bins.map(({ channel }) => channel),
  );
  expect(channels).toEqual(Array.from({ length: map.shape[2] }, (_, channel) => channel));
});

test('samples lie in their bin, four of them', () => {
  for (const box of boxes)
    for (const bin of regionOf(truth, map, [...box], 1, 'largest').bins) {
      const place = binPlace(truth, [...box], bin);
      expect(bin.samples).toHaveLength(4);
      for (const { y, x } of bin.samples) {
        expect(y).toBeGreaterThan(place.y);
        expect(y).toBeLessThan(place.y + place.height);
        expect(x).toBeGreaterThan(place.x);
        expect(x).toBeLessThan(place.x + place.width);
      }
    }
});

test('the map is 1 inside a part, and each cell inside an object speaks once', () => {
  for (const { name, box } of truth.objects) {
    const [ymin = 0, xmin = 0, ymax = 0, xmax = 0] = box;
    const of = truth.classes.indexOf(name);
    const [y, x] = [Math.round((ymin + ymax) / 2 / 16), Math.round((xmin + xmax) / 2 / 16)];
    const bins = Array.from({ length: 9 }, (_, bin) => map.data[(y * 32 + x) * map.shape[2] + of * 9 + bin]!);
    expect(Math.max(...bins)).toBe(1);
    expect(bins.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    expect(bins.indexOf(1)).toBe(4);
  }
});

test('the text holds: in its box a class has most votes, half a width beside none', () => {
  for (const { name, box } of truth.objects) {
    const [ymin = 0, xmin = 0, ymax = 0, xmax = 0] = box;
    const of = truth.classes.indexOf(name);
    const half = (xmax - xmin) / 2;
    const at = (by: number) => regionOf(truth, map, [ymin, xmin + by, ymax, xmax + by], of, 'largest');
    expect(at(0).first.name).toBe(name);
    expect(at(0).first.vote).toBeGreaterThan(0.6);
    expect(at(half / 2).votes[of]!.vote).toBeLessThan(0.7 * at(0).first.vote);
    expect(at(half).votes[of]!.vote).toBe(0);
  }
});

test('the view begins on the first object of the scene that ships', () => {
  expect(firstBox).toEqual(truth.objects[0]!.box);
  expect([stage.height, stage.width]).toEqual([truth.picture, truth.picture]);
  expect(binCount).toBe(truth.group ** 2);
});

test('one of the classes is nowhere', () => {
  expect(truth.classes).toHaveLength(5);
  expect(
    truth.classes.filter((name) => !truth.objects.some((each) => each.name === name)).length,
  ).toBeGreaterThan(0);
});
