import { expect, test } from 'vitest';
import { ownRatio } from '../../../models/exercises/measuring.ts';
import type { Measurement } from './logic.ts';
import { candidateTable, measurementTable } from './tables.ts';

const timed = (label: string, runsMs: readonly number[]): Measurement => ({
  id: label,
  label,
  series: 'released',
  runsOn: 'WebGPU · own engine',
  adapter: 'a test',
  multiplyAdds: 2e9,
  bytesMoved: 5e6,
  memoryBytes: 1,
  heldBytes: null,
  program: null,
  compileMs: 100,
  runsMs,
});

test('a lesson reads a ratio and its quartiles off the table that this figure says as its result', () => {
  const table = measurementTable([timed('B0', [4, 5, 6]), timed('B1', [8, 9, 12])], null);
  const measured = ownRatio.measured(table, { network: 'B1' });
  expect(measured).toEqual([5, 4.5, 5.5, 9, 8.5, 10.5]);
  const { value, from, to } = ownRatio.band(measured ?? [], { network: 'B1' });
  expect(value).toBeCloseTo(1.8, 10);
  expect(from).toBeLessThan(8.5 / 5.5);
  expect(to).toBeGreaterThan(10.5 / 4.5);
});

test('before anything was measured there is nothing to read', () => {
  const known = { multiplyAdds: 1, parameters: 1, bytesMoved: 1, memoryBytes: 1, largestBufferBytes: 1 };
  const candidate = { id: 'B1', label: 'B1', series: 'released' as const, config: {} };
  const table = candidateTable([{ candidate: candidate as never, figures: known }]);
  expect(ownRatio.measured(table, { network: 'B1' })).toBeNull();
});
