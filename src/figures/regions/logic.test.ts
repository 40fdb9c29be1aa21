import { expect, test } from 'vitest';
import { GraphBuilder } from '../../../models/operators/builder.ts';
import { plainRun } from '../../../models/operators/plain.ts';
import { readFragment } from '../../parts/shell/schema.ts';
import { alignOf, binPlace, onCells, operatorBox, type ReadMap, regionOf, samplePlace } from './logic.ts';
import file from './truth.json' with { type: 'json' };
import type { TrueMap } from './truth.ts';
import { readTruth } from './truth.ts';
import { bins, fitRegions, regionsSchema, stage } from './view.ts';

const truth = file as unknown as TrueMap;
const read = readTruth(truth);
const { map } = read;
/** A map whose cells are meant by their middles, in bins of its own number. */
const middles: ReadMap = {
  map: { shape: [8, 8, 8], data: Float64Array.from({ length: 512 }, (_, i) => Math.sin(7 * i)) },
  cell: 64,
  group: 2,
  centre: 0.5,
  names: ['1', '2'],
};
const boxes = [
  [0, 0, 512, 512],
  [100, 37, 260, 411],
  [480, 480, 512, 512],
] as const;

test.each([
  ['the true map', read],
  ['a map of middles', middles],
] as const)('a region of %s is what the operator makes of it', (_, from) => {
  for (const take of ['largest', 'mean'] as const) {
    const builder = new GraphBuilder('region', 'same');
    const x = builder.input(from.map.shape, { name: 'map' });
    const box = builder.input([1, 1, 4], { name: 'box', perRegion: true });
    builder.output('out', builder.psRoiAlign(x, box, { name: 'align', ...alignOf(from, take) }));
    const graph = builder.build();
    for (const each of boxes) {
      const [ymin, xmin, ymax, xmax] = each;
      const off = from.centre * from.cell;
      const corners = Float32Array.of(xmin - off, ymin - off, xmax - off, ymax - off);
      const given = { map: Float32Array.from(from.map.data), box: corners };
      const out = plainRun(graph, new Map(), given).at(-1)!.data;
      expect(operatorBox(from, [...each])).toEqual([...corners]);
      from.names.forEach((_name, of) => {
        const { bins: own } = regionOf(from, [...each], of, take);
        own.forEach(({ value }, at) => {
          expect(value).toBeCloseTo(out[at * from.names.length + of]!, 5);
        });
      });
    }
  }
});

test('each channel feeds one bin of one class, in the order of the operator', () => {
  const channels = truth.classes.flatMap((_, of) =>
    regionOf(read, [0, 0, 512, 512], of, 'mean').bins.map(({ channel }) => channel),
  );
  expect(channels).toEqual(Array.from({ length: map.shape[2] }, (_, channel) => channel));
});

test('samples lie in their bin, four of them', () => {
  for (const from of [read, middles])
    for (const box of boxes)
      for (const bin of regionOf(from, [...box], 1, 'largest').bins) {
        const place = binPlace(from, [...box], bin);
        expect(bin.samples).toHaveLength(4);
        for (const { y, x } of bin.samples.map((sample) => samplePlace(from, sample))) {
          expect(y).toBeGreaterThan(place.y);
          expect(y).toBeLessThan(place.y + place.height);
          expect(x).toBeGreaterThan(place.x);
          expect(x).toBeLessThan(place.x + place.width);
        }
      }
});

test('on a drawing of the cells the stage’s corner is that of the first cell where cells are meant by their middles', () => {
  const whole = { x: 0, y: 0, width: 512, height: 512 };
  expect(onCells(middles, whole)).toEqual({ x: 0, y: 0, width: 8, height: 8 });
  expect(onCells(read, whole)).toEqual({ x: 0.5, y: 0.5, width: 32, height: 32 });
});

test('the map is 1 inside a part, and each cell inside an object speaks once', () => {
  for (const { name, box } of truth.objects) {
    const [ymin = 0, xmin = 0, ymax = 0, xmax = 0] = box;
    const of = truth.classes.indexOf(name);
    const [y, x] = [Math.round((ymin + ymax) / 2 / 16), Math.round((xmin + xmax) / 2 / 16)];
    const own = Array.from({ length: 9 }, (_, bin) => map.data[(y * 32 + x) * map.shape[2] + of * 9 + bin]!);
    expect(Math.max(...own)).toBe(1);
    expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    expect(own.indexOf(1)).toBe(4);
  }
});

test('the text holds: in its box a class has most votes, half a width beside none', () => {
  for (const { name, box } of truth.objects) {
    const [ymin = 0, xmin = 0, ymax = 0, xmax = 0] = box;
    const of = truth.classes.indexOf(name);
    const half = (xmax - xmin) / 2;
    const at = (by: number) => regionOf(read, [ymin, xmin + by, ymax, xmax + by], of, 'largest');
    expect(at(0).first.name).toBe(name);
    expect(at(0).first.vote).toBeGreaterThan(0.6);
    expect(at(half / 2).votes[of]!.vote).toBeLessThan(0.7 * at(0).first.vote);
    expect(at(half).votes[of]!.vote).toBe(0);
  }
});

test('the scene that ships is the stage, and its true map has its bins', () => {
  expect([stage.height, stage.width]).toEqual([truth.picture, truth.picture]);
  expect(bins.truth).toBe(truth.group);
});

test('a link of the first version leads to the true map, and where it says no region to its first object', () => {
  const first = truth.objects[0]!.box.join('.');
  expect(readFragment(regionsSchema, '#regions=1;bin:5').view).toMatchObject({
    whose: 'truth',
    box: first,
    bin: 5,
  });
  const { view } = readFragment(regionsSchema, '#regions=1;box:100.120.300.340');
  expect(view).toMatchObject({ box: '100.120.300.340', bin: 1 });
});

test('a bin that the true map has not is its last, and without one its middle', () => {
  const { view } = readFragment(regionsSchema, '#regions=2;map:truth,bin:40');
  expect(fitRegions(view)).toMatchObject({ adjusted: true, view: { bin: 9 } });
  expect(fitRegions({ ...view, whose: 'network' })).toMatchObject({ adjusted: false, view: { bin: 40 } });
  const unsaid = readFragment(regionsSchema, '#regions=2;map:truth').view;
  expect(fitRegions(unsaid)).toMatchObject({ adjusted: false, view: { bin: 5 } });
});

test('one of the classes is nowhere', () => {
  expect(truth.classes).toHaveLength(5);
  expect(
    truth.classes.filter((name) => !truth.objects.some((each) => each.name === name)).length,
  ).toBeGreaterThan(0);
});
