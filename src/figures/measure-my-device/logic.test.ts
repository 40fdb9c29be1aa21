import { describe, expect, test } from 'vitest';
import { compoundCandidate, ownCandidate, standardCandidates } from '../../../models/facts/candidates.ts';
import { needsOf } from '../../../models/facts/needs.ts';
import { tooLarge } from '../../parts/bench/measurement.ts';
import { quantile, spreadOf } from '../../parts/runs/statistics.ts';
import { attainable, type Measurement, resultOf, ridge, slope } from './logic.ts';
import { measurementTable } from './tables.ts';

function measured(multiplyAdds: number, runsMs: readonly number[], label = 'B0'): Measurement {
  return {
    id: label,
    label,
    series: 'released',
    runsOn: 'WebAssembly · TF.js',
    adapter: 'a CPU',
    multiplyAdds,
    bytesMoved: multiplyAdds / 10,
    memoryBytes: 1,
    heldBytes: 2,
    program: null,
    compileMs: 5,
    runsMs,
  };
}

describe('candidates', () => {
  test('B0 to B7 and the values of Figure 3, each name once', () => {
    const ids = standardCandidates.map(({ id }) => id);
    expect(ids.slice(0, 8)).toEqual(['B0', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7']);
    expect(ids).toContain('depth-8');
    expect(ids).toContain('resolution-2.5');
    expect(new Set(ids).size).toBe(ids.length);
    expect(standardCandidates.find(({ id }) => id === 'resolution-2.5')?.config.resolution).toBe(560);
  });

  test('φ = 0 and an own network of 1, 1, 224 are B0', () => {
    const b0 = needsOf(standardCandidates[0] as never).cost.multiplyAdds;
    expect(b0).toBe(385_814_752);
    expect(needsOf(compoundCandidate(0)).cost.multiplyAdds).toBe(b0);
    expect(needsOf(ownCandidate(1, 1, 224)).cost.multiplyAdds).toBe(b0);
  });
});

describe('what fits', () => {
  const needs = needsOf(ownCandidate(1, 1, 224));
  test('B0’s largest array is its classifier; it needs its weights and two maps of the first expansion', () => {
    expect(needs.largestBufferBytes).toBe(1280 * 1000 * 4);
    expect(needs.memoryBytes).toBeGreaterThan(needs.cost.weightBytes + 2 * 112 * 112 * 96 * 4 - 1);
  });
  test('says nothing where it fits or nothing is known, else both numbers', () => {
    expect(tooLarge(needs, {})).toBeNull();
    expect(tooLarge(needs, { maxBufferBytes: 128e6, maxMemoryBytes: 1e9 })).toBeNull();
    expect(tooLarge(needs, { maxBufferBytes: 1e6 })).toMatch(/5\.12\u202fMB.*1\.00\u202fMB/);
    expect(tooLarge(needs, { maxMemoryBytes: 2e6 })).toMatch(/2\.00\u202fMB are allowed/);
  });
});

describe('statistics', () => {
  test('quartiles lie between neighbours', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(spreadOf([1, 2, 3, 4, 100])).toEqual({ median: 3, lowerQuartile: 2, upperQuartile: 4, runs: 5 });
    expect(quantile([], 0.5)).toBeNaN();
  });
  test('achieved multiply-adds a second, at the median', () => {
    expect(resultOf(measured(1e9, [100, 50, 200]))).toMatchObject({
      median: 100,
      achieved: 1e10,
      intensity: 10,
    });
  });
  test('the slope is 1 where time follows the count, 0 where it does not', () => {
    expect(slope([measured(1e8, [10]), measured(1e9, [100])])).toBeCloseTo(1);
    expect(slope([measured(1e8, [10]), measured(1e9, [10])])).toBeCloseTo(0);
    expect(slope([measured(1e8, [10])])).toBeNull();
  });
});

test('the roofline: memory below the ridge, arithmetic above it', () => {
  const ceilings = { arithmetic: 1e12, bandwidth: 1e11, dispatch: null };
  expect(ridge(ceilings)).toBe(10);
  expect(attainable(ceilings, 5)).toBe(5e11);
  expect(attainable(ceilings, 50)).toBe(1e12);
});

test('the table of measurements holds what is needed to judge them, each single run included', () => {
  const { columns, rows } = measurementTable([measured(1e9, [100, 110, 90])], null);
  const row = Object.fromEntries(columns.map((column, index) => [column, rows[0]?.[index]]));
  expect(row).toMatchObject({
    network: 'B0',
    runs_on: 'WebAssembly · TF.js',
    adapter: 'a CPU',
    multiply_adds: 1e9,
    first_run_ms: 5,
    median_ms: 100,
    lower_quartile_ms: 95,
    upper_quartile_ms: 105,
    multiply_adds_per_second: 1e10,
    memory_held_bytes: 2,
    each_run_ms: '100.000 110.000 90.000',
  });
});

test('of our own engine it holds the program, the least time that it could take, and the share that was reached', () => {
  const program = {
    bytes: 3e6,
    dispatches: [
      { multiplyAdds: 2e9, bytes: 1e6 },
      { multiplyAdds: 0, bytes: 2e6 },
    ],
  };
  const ceilings = { arithmetic: 1e12, bandwidth: 1e9, dispatch: 1e-5 };
  const { columns, rows } = measurementTable([{ ...measured(2e9, [8, 8.04, 8.1]), program }], ceilings);
  const row = Object.fromEntries(columns.map((column, index) => [column, rows[0]?.[index]]));
  expect(row).toMatchObject({
    dispatches: 2,
    program_bytes_moved: 3e6,
    program_least_ms: 4.02,
    share_of_least_reached: 0.5,
  });
});
