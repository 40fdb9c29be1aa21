import { expect, test } from 'vitest';
import { tabled } from '../../../models/facts/stage-tables.ts';
import { sentence } from '../../words/en/figures/stage-tables.ts';
import { drawnStages, lateFrom, most, sumOf } from './logic.ts';

test('every network has the same rows, and bars of one measure', () => {
  for (const name of tabled) {
    const rows = drawnStages(name, 'V1-B0');
    expect(rows.map(({ stage }) => stage)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(rows.flatMap(({ own }) => own ?? [])).toHaveLength(sumOf(name).stages);
    for (const { own, beside } of rows) {
      expect(own?.layers ?? 0).toBeLessThanOrEqual(most.layers);
      expect(own?.channels ?? 0).toBeLessThanOrEqual(most.channels);
      expect(beside).not.toBeNull();
    }
  }
  expect(drawnStages('V2-S', 'V1-B0').at(-1)?.own).toBeNull();
});

test('the title and the text hold: fused early in the second generation alone, new blocks late', () => {
  for (const name of tabled) expect(sumOf(name).fused).toBe(name.startsWith('V2') ? 3 : 0);
  for (const name of ['V2-S', 'V2-M', 'V2-L'] as const) {
    const stages = drawnStages(name, 'V1-B0').flatMap(({ own }) => own ?? []);
    expect(stages.map(({ kind }) => kind === 'fused')).toEqual(stages.map((_, at) => at < 3));
    expect(stages[lateFrom - 1]!.kind).toBe('inverted');
    for (const first of ['V1-B0', 'V1-B7'] as const)
      expect(sumOf(name).late).toBeGreaterThan(sumOf(first).late);
  }
  expect(sumOf('V2-L').late).toBeGreaterThan(sumOf('V2-S').late);
});

test('the sentence', () => {
  expect(sentence('V2-S', sumOf('V2-S'), lateFrom)).toBe(
    'V2-S has 40 blocks in 6 stages, the first 3 of them fused; 75\u202f% of the blocks stand in stage 4 and behind it.',
  );
  expect(sentence('V1-B0', sumOf('V1-B0'), lateFrom)).toContain('none of them fused');
});
