import { describe, expect, it } from 'vitest';
import { factsTable } from '../../../test/facts/facts.ts';
import { deviations } from './logic.ts';
import { deviationTable, layoutDeviations } from './rows.ts';

const all = deviations();
const of = (model: string, task: 'imagenet' | 'coco') =>
  Object.fromEntries(all[task].find((row) => row.model === model)!.readings.map((each) => [each.name, each]));

describe('B0–B7', () => {
  it.each(factsTable('en_deviation'))('$model as the facts have it', (fact) => {
    const row = of(String(fact.model), 'imagenet');
    const { 'depth d': depth, 'width w': width, resolution, cost } = row;
    expect([depth!.formula, width!.formula, resolution!.formula]).toEqual([
      fact['1.2^φ'],
      fact['1.1^φ'],
      fact['224·1.15^φ'],
    ]);
    expect([depth!.released, width!.released, resolution!.released].map(Number)).toEqual([
      fact.d_actual,
      fact.w_actual,
      fact.res_actual,
    ]);
    expect([depth!, width!, resolution!, cost!].map(({ phi }) => phi.toFixed(2))).toEqual([
      fact.φ_from_d,
      fact.φ_from_w,
      fact.φ_from_r,
      fact['log2(FLOPs ratio)'],
    ]);
    expect(cost!.released.replace('×', 'x')).toBe(fact.FLOPs_vs_B0);
  });
});

describe('D0–D7', () => {
  it.each(factsTable('ed_deviation'))('$model as the facts have it', (fact) => {
    const row = of(String(fact.model), 'coco');
    expect(row.width!.formula).toBe(fact['64·1.35^φ']);
    expect([row.cells!, row['head depth']!, row.resolution!].map(({ formula }) => Number(formula))).toEqual([
      fact['3+φ'],
      fact['3+⌊φ/3⌋'],
      fact['512+128φ'],
    ]);
    expect(
      [row.width!, row.cells!, row['head depth']!, row.resolution!].map(({ released }) => Number(released)),
    ).toEqual([fact['W actual'], fact['D_bifpn actual'], fact['D_class actual'], fact['R actual']]);
  });

  it('read back as what their coefficients stand for', () => {
    expect(of('D5', 'coco').cells!.phi).toBe(4);
    expect(of('D5', 'coco').resolution!.phi).toBe(6);
    expect(of('D7', 'coco').width!.phi).toBeCloseTo(5.97, 2);
    expect(all.coco.find(({ model }) => model === 'D7x')!.number).toBeNull();
  });
});

it.each(['imagenet', 'coco'] as const)('draws every reading of %s inside the picture', (task) => {
  for (const size of ['wide', 'narrow'] as const) {
    const { rows, width, height } = layoutDeviations(all[task], size);
    expect(rows).toHaveLength(all[task].length);
    for (const { marks, number } of rows)
      for (const { x, end, y } of marks) {
        expect(x).toBeGreaterThan(0);
        expect(end ?? x).toBeLessThan(width);
        expect(number ?? 1).toBeLessThan(width);
        expect(y).toBeLessThan(height);
      }
  }
});

it('has one row a network in its table', () => {
  const { columns, rows } = deviationTable(all.imagenet, 'imagenet');
  expect(rows).toHaveLength(8);
  for (const row of rows) expect(row).toHaveLength(columns.length);
});
