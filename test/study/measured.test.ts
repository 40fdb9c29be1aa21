import { describe, expect, test } from 'vitest';
import { differ, measuredNetworks, seedDeviation } from '../../models/study/measured.ts';
import type { StudyRecord } from '../../models/study/recipe.ts';

/** A made-up record: of a network of the study, at full length, but for what is said. */
const record = (name: string, seed: number, test: number, more: Partial<StudyRecord> = {}): StudyRecord => ({
  ...{ name, task: 'whole', depth: 1, width: 0.25, resolution: 48, seed },
  ...{ multiplyAdds: 2_000_000, parameters: 300_000, seen: 160_000, distinct: 40_000 },
  ...{ validation: test, test, unseen: {}, measured: 6016, hash: '' },
  ...more,
});

describe('what is measured', () => {
  const records = [
    record('depth-2', 1, 0.7, { multiplyAdds: 4_000_000 }),
    record('base', 2, 0.64),
    record('base', 1, 0.6),
  ];

  test('is told by network, those that cost least first, over the seeds', () => {
    const [base, deep, ...others] = measuredNetworks(records);
    expect(others).toEqual([]);
    expect(base?.network.name).toBe('base');
    expect(base?.records.map(({ seed }) => seed)).toEqual([1, 2]);
    expect([base?.test, base?.least, base?.most]).toEqual([expect.closeTo(0.62, 12), 0.6, 0.64]);
    expect([deep?.network.alone, deep?.test]).toEqual(['depth', 0.7]);
  });

  test('leaves out what is shorter, easier, begun otherwise or of no network of the study', () => {
    const others = [
      record('base', 1, 0.6, { seen: 40_000 }),
      record('base', 1, 0.6, { task: 'easy' }),
      record('base', 1, 0.6, { gain: 1 }),
      record('no-such', 1, 0.6),
    ];
    expect(measuredNetworks(others)).toEqual([]);
  });
});

describe('what a seed moves', () => {
  test('is pooled over the networks that have several', () => {
    // Deviations ±0.02 and ±0.01: (2 · 0.0004 + 2 · 0.0001) / 2 = 0.0005.
    const records = [
      record('base', 1, 0.6),
      record('base', 2, 0.64),
      record('depth-2', 1, 0.7),
      record('depth-2', 2, 0.72),
      record('depth-3', 1, 0.9),
    ];
    expect(seedDeviation(measuredNetworks(records))).toBeCloseTo(Math.sqrt(0.0005), 12);
  });

  test('is unknown of single runs', () => {
    expect(seedDeviation(measuredNetworks([record('base', 1, 0.6), record('depth-2', 1, 0.7)]))).toBe(
      undefined,
    );
  });

  test('decides whether two networks differ', () => {
    const [a, b] = measuredNetworks([
      record('base', 1, 0.6),
      record('depth-2', 1, 0.65),
      record('depth-2', 2, 0.65),
    ]);
    if (a === undefined || b === undefined) throw new Error('Two networks were measured.');
    // 2 · 0.02 · √1.5 = 0.049, 2 · 0.021 · √1.5 = 0.0514.
    expect(differ(a, b, 0.02)).toBe(true);
    expect(differ(a, b, 0.021)).toBe(false);
    expect(differ(a, b, undefined)).toBe(undefined);
  });
});
