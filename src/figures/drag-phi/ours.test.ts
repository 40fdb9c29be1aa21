import { describe, expect, it, test } from 'vitest';
import { trainedPoints } from '../../../models/study/standing.ts';
import { madeUp } from '../../../test/study/made-up.ts';
import { overlaps } from '../../parts/charts/label-placement.ts';
import { textWidth } from '../../parts/charts/text-width.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import * as words from '../../words/en/figures/drag-phi.ts';
import type { ChartChoice } from './chart-layout.ts';
import { stopWords, trainedStops } from './knob-stops.ts';
import { markerOn, spoken } from './marker.ts';
import { layoutOurs } from './our-chart.ts';
import { modelOf } from './ours.ts';
import { chartTable } from './tables.ts';
import { shownAt } from './task-model.ts';
import { type DragPhiView, dragPhiSchema, fitPhi, phiEnds } from './view.ts';

const three = [madeUp('base', 0.521), madeUp('paper-phi1', 0.58), madeUp('depth-2', 0.55)];
const several = [
  ...three,
  madeUp('base', 0.535, 2),
  madeUp('paper-phi-1', 0.41),
  madeUp('resolution-32', 0.44),
  madeUp('small-width-0.35', 0.47),
];
const choice: ChartChoice = { task: 'ours', unit: 'multiplyAdds', measure: 'cost', edition: 'latest' };
const viewAt = (phi: number, more: Partial<DragPhiView> = {}): DragPhiView => ({
  ...defaultView(dragPhiSchema),
  task: 'ours',
  phi,
  ...more,
});
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('what is known at a φ', () => {
  const { standingAt, networkAt } = modelOf(three);
  const said = (phi: number) => plain(words.ours.standing(phi, standingAt!(phi)));

  test('is what was measured where the network was trained', () => {
    expect(standingAt!(1)).toMatchObject({ kind: 'trained', point: { phi: 1, test: 0.58, seeds: 1 } });
    expect(said(1)).toBe('φ = 1.0 was trained: 58.0 % of test pictures named right (one seed).');
  });

  test('is of the neighbours between two of them, and no number of its own', () => {
    expect(standingAt!(0.5)).toMatchObject({ kind: 'between', below: { phi: 0 }, above: { phi: 1 } });
    expect(said(0.5)).toBe(
      'Between φ = 0.0 and φ = 1.0 nothing was trained; the neighbours have 52.1 % and 58.0 %.',
    );
  });

  test('is nothing beyond them', () => {
    expect(said(-1.5)).toBe('Below φ = 0.0 nothing was trained; φ = 0.0 has 52.1 %.');
    expect(said(2)).toBe('Above φ = 1.0 nothing was trained; φ = 1.0 has 58.0 %.');
  });

  test('is what was measured where rounding gives the very network that was trained', () => {
    // ⌈1.2^−0.01 · repeats⌉, channels and 48 pixels are the base's.
    expect(networkAt(-0.01).multiplyAdds).toBe(networkAt(0).multiplyAdds);
    expect(said(-0.01)).toBe(
      'φ = −0.01 rounds to φ = 0.0’s network: 52.1 % of test pictures named right (one seed).',
    );
    // A little above the base every stage has a block more.
    expect(standingAt!(0.01).kind).toBe('between');
  });

  test('is the mean of several seeds, with their ends', () => {
    expect(plain(words.ours.standing(0, modelOf(several).standingAt!(0)))).toBe(
      'φ = 0.0 was trained: 52.8 % of test pictures named right (mean of 2 seeds, 52.1 to 53.5 %).',
    );
  });
});

test('of fewer than two points there is no task', () => {
  expect(trainedPoints([])).toEqual([]);
  expect(trainedPoints([madeUp('base', 0.5), madeUp('base', 0.5, 2), madeUp('depth-2', 0.5)])).toEqual([]);
  expect(trainedStops([])).toBeUndefined();
  const asked = viewAt(1);
  expect(fitPhi(asked, ['imagenet', 'coco'])).toEqual({
    view: { ...asked, task: 'imagenet' },
    adjusted: true,
  });
});

test('the knob ends where the study does, and there is no time', () => {
  const all = ['imagenet', 'coco', 'ours'] as const;
  expect(fitPhi(viewAt(8, { measure: 'latency' }), all)).toEqual({
    view: viewAt(3, { measure: 'cost' }),
    adjusted: true,
  });
  expect(fitPhi(viewAt(-2, { task: 'coco' }), all)).toEqual({
    view: viewAt(-1, { task: 'coco' }),
    adjusted: true,
  });
  const fits = viewAt(-2);
  expect(fitPhi(fits, all)).toEqual({ view: fits, adjusted: false });
});

test('the knob’s stops are the trained points, whatever they reached', () => {
  const alike = trainedStops(trainedPoints([madeUp('base', 0.5), madeUp('paper-phi1', 0.5)]))!.map(stopWords);
  expect(alike.map(({ value, label }) => [value, plain(label)])).toEqual([
    [0, '50.0 %'],
    [1, '50.0 %'],
  ]);
  expect(plain(alike[1]!.description)).toBe('φ = 1.0: 50.0 % of test pictures named right (one seed)');
});

test('a screen reader hears what was measured, or that nothing was', () => {
  const { networkAt, standingAt } = modelOf(three);
  const heard = (phi: number) => plain(spoken(phi, networkAt(phi), [], standingAt!(phi)));
  expect(heard(1)).toMatch(/^φ 1\.0, \d\.\d+ million multiply-adds, 58\.0 % named right$/);
  expect(heard(0.5)).toMatch(/^φ 0\.50?, \d\.\d+ million multiply-adds, not trained$/);
});

/** Dots that crowd about those with names. */
const crowded = [
  ...several,
  madeUp('width-0.175', 0.415),
  madeUp('depth-0.5', 0.42),
  madeUp('resolution-64', 0.59),
  madeUp('width-0.35', 0.575),
];

describe.each([
  ['three', three],
  ['several', several],
  ['many', crowded],
] as const)('the chart of %s records', (_, records) => {
  const model = modelOf(records);
  const every = (['cost', 'parameters'] as const).flatMap((measure) =>
    (['multiplyAdds', 'flops'] as const).flatMap((unit) =>
      (['wide', 'narrow'] as const).map((size) => ({ measure, unit, size })),
    ),
  );
  it.each(every)('by $measure in $unit, $size: all is inside, no name lies on another', ({ size, ...by }) => {
    const layout = layoutOurs(records, { ...choice, ...by })[size];
    const { points, labels, plot, width, lines, fit } = layout;
    expect(points).toHaveLength(new Set(records.map(({ name }) => name)).size);
    expect([lines, fit]).toEqual([[], null]);
    expect(labels.map(({ text }) => text)).toEqual(trainedPoints(records).map(({ phi }) => words.atPhi(phi)));
    for (const { x, y, bar } of points)
      for (const at of [y, bar?.y1 ?? y, bar?.y2 ?? y]) {
        expect(x).toBeGreaterThan(plot.left);
        expect(x).toBeLessThan(plot.right);
        expect(at).toBeGreaterThan(plot.top);
        // The marker's words stand at the foot.
        expect(at).toBeLessThan(plot.bottom - 3 * layout.fontSize);
      }
    for (const [i, label] of labels.entries())
      for (const other of labels.slice(i + 1)) expect(overlaps(label.box, other.box)).toBe(false);
    for (const { box, text } of labels)
      for (const { x, y, name } of points) {
        const r = layout.radius;
        const mark = { left: x - r, right: x + r, top: y - r, bottom: y + r };
        expect(overlaps(box, mark), `${text} on the dot of ${name}`).toBe(false);
      }
    const [low, high] = phiEnds.ours;
    for (let phi = low; phi <= high; phi += 0.25) {
      const view = viewAt(phi, by);
      const standing = model.standingAt!(phi);
      const marker = markerOn(layout, model.networkAt(phi), view, standing)!;
      expect(marker.x).toBeGreaterThanOrEqual(plot.left);
      expect(marker.x).toBeLessThanOrEqual(plot.right);
      for (const text of [marker.title, marker.note]) {
        const long = textWidth(text, layout.fontSize, text === marker.title);
        const [from, to] =
          marker.anchor === 'end' ? [marker.textX - long, marker.textX] : [marker.textX, marker.textX + long];
        expect(from, `${text} at φ ${phi}`).toBeGreaterThanOrEqual(0);
        expect(to, `${text} at φ ${phi}`).toBeLessThanOrEqual(width);
      }
    }
  });
});

test('the marker stands on a point that was trained, and between two on none', () => {
  const model = modelOf(several);
  const layout = layoutOurs(several, choice).wide;
  const at = (phi: number) => markerOn(layout, model.networkAt(phi), viewAt(phi), model.standingAt!(phi))!;
  const dot = (id: string) => layout.points.find((point) => point.id === id)!;
  for (const [phi, id] of [
    [-1, 'paper-phi-1'],
    [0, 'base'],
    [1, 'paper-phi1'],
  ] as const) {
    expect([at(phi).x, at(phi).y]).toEqual([dot(id).x, dot(id).y]);
    expect(at(phi).band).toBeUndefined();
  }
  for (const phi of [-2, 2]) expect([at(phi).y, at(phi).band]).toEqual([undefined, undefined]);
  for (const phi of [0.01, 0.3, 0.99]) {
    const { x, y, band } = at(phi);
    expect(y).toBeUndefined();
    const [base, one] = [dot('base'), dot('paper-phi1')];
    // From the one to the other, and down to the lower of the base's two seeds.
    expect(band).toEqual({ x: base.x, width: one.x - base.x, y: one.y, height: base.bar!.y1 - one.y });
    expect(x).toBeGreaterThanOrEqual(base.x);
    expect(x).toBeLessThanOrEqual(one.x);
  }
});

test('the table has every point, and of the reader’s network no share', () => {
  const { wide } = layoutOurs(several, choice);
  const model = modelOf(several);
  const { columns, rows } = chartTable(wide, viewAt(0.5), model.networkAt(0.5));
  expect(columns).toHaveLength(rows[0]!.length);
  const { multiplyAdds, parameters } = model.networkAt(0);
  expect(rows.find(([name]) => name === 'φ = 0.0')).toEqual([
    ...['φ = 0.0', 52.8, 52.1, 53.5, 2],
    ...[multiplyAdds, parameters],
  ]);
  expect(rows.map(([name]) => name)).toEqual([
    ...['φ = −1.0', 'φ = 0.0', 'φ = 1.0'],
    ...['32 px', 'at 32 px, width 0.35', 'depth 2'],
    'φ = 0.5',
  ]);
  expect(rows.at(-1)!.slice(1, 5)).toEqual([null, null, null, null]);
});

test('caption, readings and source say whose they are, and fit in the room that is kept', () => {
  for (const records of [three, several]) {
    const { points } = layoutOurs(records, choice).wide;
    const note = words.note('ours', 'cost', layoutOurs(records, choice).wide);
    expect(plain(note)).toMatch(
      /not the paper’s, .*40 kinds of stickers, 160,000 pictures seen, (one seed|1 to 2 seeds) each; chance alone names 2\.5 % right/,
    );
    expect(note.length).toBeLessThan(words.longest.note.length);
    expect(words.source('ours', 'latest', 'cost', points).length).toBeLessThan(words.longest.source.length);
    for (const point of points)
      expect(words.pointReading(point, 'ours').length).toBeLessThan(words.longest.reading.length);
    const { standingAt } = modelOf(records);
    for (let phi = -2; phi <= 3; phi += 0.05) {
      const standing = shownAt(modelOf(records), phi).standing!;
      expect(standing).toEqual(standingAt!(phi));
      const text = words.pointReading(undefined, 'ours', { phi, standing });
      expect(text.length, text).toBeLessThan(words.longest.reading.length);
    }
  }
});
