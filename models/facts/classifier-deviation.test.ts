import { expect, test } from 'vitest';
import { factsTable } from '../../test/facts/facts.ts';
import { classifierDeviations } from './classifier-deviation.ts';

test('how the released sizes leave the compound rule', () => {
  const sheet = factsTable('en_deviation');
  const rows = classifierDeviations();
  expect(rows.length).toBe(sheet.length);
  for (const [at, { depth, width, resolution, ...row }] of rows.entries()) {
    const line = sheet[at] ?? {};
    expect([row.model, depth.released, width.released, resolution.released]).toEqual([
      line.model,
      line.d_actual,
      line.w_actual,
      line.res_actual,
    ]);
    expect([
      depth.formula.toFixed(3),
      width.formula.toFixed(3),
      resolution.formula.toFixed(1),
      depth.phi.toFixed(2),
      width.phi.toFixed(2),
      resolution.phi.toFixed(2),
      `${row.costRatio.toFixed(2)}x`,
      `${row.promisedRatio}x`,
      row.phiFromCost.toFixed(2),
    ]).toEqual([
      line['1.2^φ'],
      line['1.1^φ'],
      line['224·1.15^φ'],
      line.φ_from_d,
      line.φ_from_w,
      line.φ_from_r,
      line.FLOPs_vs_B0,
      line['2^φ'],
      line['log2(FLOPs ratio)'],
    ]);
  }
});
