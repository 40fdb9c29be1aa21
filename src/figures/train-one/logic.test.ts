import { expect, test } from 'vitest';
import { kindsOf, type Task } from '../../../models/study/kinds.ts';
import { turned, turnedPhis } from '../../../models/study/networks.ts';
import { recipe, type StudyRecord, shortLengths } from '../../../models/study/recipe.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import { studyRecords } from '../../parts/study/records.ts';
import * as words from '../../words/en/figures/train-one.ts';
import { curveChart, meanOf, runsChart, smoothed } from './charts.ts';
import { costKey } from './cost-key.ts';
import { costsOfAll } from './costs.ts';
import { readRuns, withRun } from './kept.ts';
import { ownRecord } from './own-record.ts';
import { comparedOf, halfInterval, likeRecords, type OwnRecord, runOf } from './run.ts';
import { runsTable } from './runs-table.ts';
import { trainOneSchema } from './view.ts';

const view = defaultView(trainOneSchema);
const found = { validation: 0.5, measured: 2048, hash: 'ab', seconds: 30 };

test('every choice is a network whose cost is known, and its length is whole batches', () => {
  const costs = costsOfAll();
  const { depth, width, resolution } = turned;
  // φ = 0 is the base, which can be had by hand as well.
  const networks = depth.length * width.length * resolution.length + turnedPhis.length - 1;
  expect(Object.keys(costs)).toHaveLength(2 * networks);
  const { properties } = trainOneSchema;
  for (const [name, values] of Object.entries(turned))
    for (const value of values)
      expect(properties[name as keyof typeof turned].read(String(value)), name).toMatchObject({
        value: String(value),
      });
  for (const task of Object.keys(kindsOf) as Task[]) {
    const [multiplyAdds, parameters] = costs[costKey(runOf({ ...view, task }))]!;
    expect(ownRecord(runOf({ ...view, task }), found)).toMatchObject({ multiplyAdds, parameters });
  }
  for (const phi of turnedPhis) {
    expect(properties.phi.read(String(phi))).toMatchObject({ value: String(phi) });
    const run = runOf({ ...view, phi: `${phi}` });
    expect(run.network).toMatchObject({ phi, ratio: 'paper' });
    expect(costs[costKey(run)]![0]).toBe(ownRecord(run, found).multiplyAdds);
  }
  for (const seen of shortLengths) {
    expect(seen % recipe.batch).toBe(0);
    expect(properties.seen.read(String(seen))).toBeDefined();
  }
});

test('the view is the run: of the study’s network where it has these knobs', () => {
  expect(runOf(view)).toMatchObject({ network: { name: 'resolution-32' }, task: 'easy', seed: 1 });
  expect(runOf({ ...view, resolution: '48' }).network.name).toBe('base');
  expect(runOf({ ...view, depth: '2' }).network.name).toBe('small-depth-2');
  expect(runOf({ ...view, depth: '2', width: '0.5' }).network).toEqual({
    name: 'd2-w0.5-r32',
    knobs: { depth: 2, width: 0.5, resolution: 32 },
  });
  // The reader's own knobs wait while the rule has all three.
  expect(runOf({ ...view, depth: '3', phi: '-1' }).network.name).toBe('paper-phi-1');
  expect(runOf(view).gain).toBeUndefined();
  expect(runOf({ ...view, gain: '1' }).gain).toBe(1);
});

test('what to expect is told from records of the same network, task, pictures and start alone', () => {
  const record: StudyRecord = { ...ownRecord(runOf(view), found), test: 0.4, unseen: {} };
  const others: StudyRecord[] = [
    { ...record, depth: 2 },
    { ...record, task: 'whole' },
    { ...record, seen: 9600 },
    { ...record, distinct: 1000 },
    { ...record, gain: 1 },
  ];
  const asked = comparedOf(runOf(view));
  expect(likeRecords([...others, record, { ...record, seed: 2 }], asked).map(({ seed }) => seed)).toEqual([
    1, 2,
  ]);
  expect(likeRecords(others, asked)).toEqual([]);
  expect(words.expected([])).toMatch(/we do not know/);
  expect(words.expected([{ seed: 1, validation: 0.621 }])).toMatch(/62\.1.*one run of ours, with seed 1/);
  expect(words.expected([1, 2].map((seed) => ({ seed, validation: 0.6 })))).toMatch(/seed 1\).*seed 2\)/);
});

test('our records stand on the chart by their cost, filled where as many pictures are asked for', () => {
  const easy = studyRecords.filter(({ task }) => task === 'easy');
  expect(easy.length).toBeGreaterThan(0);
  const own = ownRecord(runOf(view), found);
  const asked = runOf(view);
  const chart = runsChart(easy, [own], asked);
  expect(chart.points).toHaveLength(easy.length + 1);
  const solid = easy.map(({ seen, gain }) => seen === asked.seen && gain === undefined);
  expect(new Set(solid)).toEqual(new Set([true, false]));
  expect(chart.points.slice(0, -1).map(({ shape, look }) => [shape, look])).toEqual(
    solid.map((each) => ['square', each ? 'solid' : 'open']),
  );
  const ones = runsChart(easy, [own], { ...asked, gain: 1 }).points.filter(({ look }) => look === 'solid');
  expect(ones).toHaveLength(easy.filter(({ gain }) => gain === 1).length);
  expect(chart.points.at(-1)).toMatchObject({ shape: 'circle', look: 'solid' });
  for (const { x, y } of chart.points) {
    expect(x).toBeGreaterThan(chart.plot.left);
    expect(x).toBeLessThan(chart.plot.right);
    expect(y).toBeGreaterThan(chart.plot.top);
    expect(y).toBeLessThan(chart.plot.bottom);
  }
  const table = runsTable(easy, [own]);
  expect(table.rows.at(-1)).toEqual([
    ...['yours', 1, 0.25, 32, own.multiplyAdds, own.parameters],
    ...[40_000, 1, 0, 50],
  ]);
  for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
});

test('a curve is the mean of the last steps', () => {
  const steps = Array.from({ length: 60 }, (_, i) => ({ step: i + 1, loss: i, right: i % 2 }));
  const means = smoothed(steps);
  expect(means[0]).toMatchObject({ loss: 0, right: 0 });
  expect(means[3]!.loss).toBe(1.5);
  expect(means[59]!.loss).toBeCloseTo(59 - (meanOf - 1) / 2, 10);
  const axes = { batch: 64, pictures: 6400, highest: 3 };
  expect(curveChart('loss', steps, axes).lines).toHaveLength(1);
  expect(curveChart('right', [], axes).lines).toEqual([]);
});

test('runs that were kept are read again; what is no run is left out', () => {
  const run: OwnRecord = ownRecord(runOf(view), found);
  expect(readRuns(JSON.stringify([run]))).toEqual([run]);
  expect(
    readRuns(JSON.stringify([{ ...run, validation: '1' }, 7, null, { ...run, task: 'x' }, run])),
  ).toEqual([run]);
  for (const text of [null, '', '{', '{}', '7']) expect(readRuns(text)).toEqual([]);
  const again = { ...run, seconds: 12 };
  expect(withRun([run], again)).toEqual([again]);
  expect(withRun([run], { ...run, hash: 'cd' })).toHaveLength(2);
});

test('chance alone moves an accuracy by what a binomial says', () => {
  // 1.96 · √(0.25 / 2401) = 0.02
  expect(halfInterval(0.5, 2401)).toBeCloseTo(0.02, 12);
});
