import { describe, expect, test } from 'vitest';
import { rightMark } from './fault.ts';
import { byIntensity, lostToAnother, threeSuspects, toldApart, whatChanged, whoIsAhead } from './honesty.ts';
import { medianOfRuns, ownRatio } from './measuring.ts';
import { neckNames, ownNeck } from './own-detectors.ts';
import { guessTime, timeRatio, workRatio } from './ratios.ts';
import { upTo } from './up-to.ts';
import { verdict } from './verdict.ts';

const first = <V>({ variants }: { readonly variants: () => readonly V[] }) => variants()[0] as V;

describe('as the lesson stands, without a class word', () => {
  test('B1 against ResNet-152: work and time', () => {
    expect(first(workRatio)).toMatchObject({ peer: 'ResNet-152', own: 'EfficientNet-B1' });
    expect(workRatio.truth(first(workRatio))).toBeCloseTo(15.7, 1);
    expect(timeRatio.truth(first(timeRatio))).toBeCloseTo(5.65, 2);
    expect(timeRatio.slips.work?.(first(timeRatio))).toBe(workRatio.truth(first(workRatio)));
    expect(guessTime.truth(first(guessTime))).toBe(timeRatio.truth(first(timeRatio)));
  });
  test('the median of nine runs', () => {
    expect(medianOfRuns.variants().length).toBeGreaterThan(30);
    for (const { times } of medianOfRuns.variants()) {
      expect(times).toHaveLength(9);
      const median = medianOfRuns.truth({ times });
      expect(times.filter((each) => each < median).length).toBeLessThanOrEqual(4);
      expect(times.filter((each) => each > median).length).toBeLessThanOrEqual(4);
    }
  });
  test('B1 over B0, as the reader’s own bench has it', () => {
    const columns = ['network', 'runs_on', 'adapter', 'median_ms', 'lower_quartile_ms', 'upper_quartile_ms'];
    const rows = [
      ['B0', 'WebGPU', 'a GPU', 40, 38, 42],
      ['B2', 'WebGPU', 'a GPU', 90, 85, 99],
      ['B1', 'WebGPU', 'a GPU', 60, 58, 66],
      // Another program, by which B1 was not run.
      ['B0', 'WASM', 'a processor', 400, 380, 420],
    ];
    const measured = ownRatio.measured({ columns, rows }, first(ownRatio)) ?? [];
    expect(measured).toEqual([40, 38, 42, 60, 58, 66]);
    expect(ownRatio.measured({ columns, rows: rows.slice(0, 2) }, first(ownRatio))).toBeNull();
    expect(ownRatio.measured({ columns, rows: rows.slice(2) }, first(ownRatio))).toBeNull();
    expect(ownRatio.measured({ columns: ['network'], rows: [['B0'], ['B1']] }, first(ownRatio))).toBeNull();
    expect(ownRatio.measured(null, first(ownRatio))).toBeNull();
    const said = (text: string) => verdict(ownRatio, first(ownRatio), [text, ...measured.map(String)]);
    for (const text of ['1.5', '150 %', '1.38', '1.7']) expect(said(text).state, text).toBe('right');
    for (const text of ['1.3', '1.8']) expect(said(text)).toMatchObject({ state: 'read' });
    expect(said('1.78')).toMatchObject({ state: 'read', slip: 'work' });
    expect(said('0.667')).toMatchObject({ state: 'read', slip: 'upsideDown' });
    expect(verdict(ownRatio, first(ownRatio), '1.5')).toEqual({ state: 'unmeasured' });
  });
  test('multiply-adds a byte', () => {
    const items = byIntensity.items(first(byIntensity)).toSorted((a, b) => a.value - b.value);
    expect(items.map(({ id, value }) => [id, Number(value.toFixed(2))])).toEqual([
      ['B0', 2.48],
      ['depth-4', 2.78],
      ['B3', 3.4],
      ['B7', 5.86],
    ]);
  });
  test('34 % of 0.676 are lost to another artist at 384 pixels', () => {
    expect(first(lostToAnother)).toEqual({ size: 384, known: 0.6761, unseen: 0.4483 });
    expect(lostToAnother.truth(first(lostToAnother))).toBeCloseTo(0.337, 3);
    expect(lostToAnother.slips.points?.(first(lostToAnother))).toBeCloseTo(0.2278, 3);
  });
  test('four accuracies of one B0', () => {
    expect(first(whatChanged).checkpoints.map(({ top1 }) => top1)).toEqual([76.7, 77.1, 77.6, 78.8]);
    expect(whatChanged.variants().map(whatChanged.truth)).toEqual(Array(6).fill('training'));
  });
  test('D1 and RetinaNet change places between 30 and 300 epochs', () => {
    expect(first(whoIsAhead)).toEqual({
      short: { epochs: 30, d1: 34.6, retinaNet: 35.5 },
      long: { epochs: 300, d1: 40.2, retinaNet: 39.2 },
    });
    expect(whoIsAhead.variants().map(whoIsAhead.truth)).toEqual([
      'depends',
      'depends',
      'd1',
      'depends',
      'd1',
      'd1',
    ]);
  });
  test('up to sixteen, where the table holds nineteen', () => {
    expect(first(upTo).cost).toMatchObject({ claimed: { value: 16 }, held: { value: 19 }, peer: 'PolyNet' });
    const claims = upTo
      .variants()
      .map(({ sentence, size, cost }) => [
        sentence,
        size.claimed.printed,
        size.held.printed,
        cost.claimed.printed,
        cost.held.printed,
      ]);
    expect(claims).toEqual([
      ['caption', '8.4x', '8.4x', '16x', '19x'],
      ['detectors', '9x', '13x', '42x', '42x'],
      ['abstract', '8.4x', '8.4x', '6.1x', '6.1x'],
      ['detectorTimes', '9x', '8.8x', '11x', '11x'],
    ]);
    expect(upTo.variants().map((claim) => rightMark(upTo, claim).join(' '))).toEqual([
      'cost more',
      'size more',
      'nothing same',
      'nothing same',
    ]);
  });
  test('our PANet stands below our FPN, apart by more than their seeds', () => {
    const { one, other, theirOne, theirOther } = first(threeSuspects);
    expect([one.mean.toFixed(3), other.mean.toFixed(3)]).toEqual(['0.205', '0.299']);
    expect([theirOne, theirOther]).toEqual([44.08, 42.29]);
    expect(toldApart.truth({ one, other })).toBe('other');
    expect(toldApart.truth(first(toldApart))).toBe('open');
    expect(toldApart.variants()).toHaveLength(10);
  });
});

test('each kind of neck has three seeds, trained alike', () => {
  const all = neckNames.map(ownNeck);
  for (const { seeds, training } of all) {
    expect(new Set(seeds).size).toBe(3);
    expect(training).toEqual(all[0]?.training);
  }
});
