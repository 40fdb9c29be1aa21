import { describe, expect, test } from 'vitest';
import { runtimeName } from '../../words/en/runtime-name.ts';
import { halfDeviations, mostHalfDeviation, precisionFor } from './precision.ts';

const card = { device: 'webgpu', executor: 'own', adapter: 'a card', software: false } as const;
const native = { half: 'native', runsOn: card } as const;
const stored = { half: 'stored', runsOn: card } as const;
const none = { runsOn: card };
const measured = 'a-measured-checkpoint';
const table = { [measured]: 1e-3, 'far-off': 6e-3 };

describe('how a network’s values are stored', () => {
  test('half where the card has such values and the checkpoint was measured under the bar', () => {
    expect(precisionFor(native, measured, null, table)).toBe('f16');
    for (const deviation of Object.values(halfDeviations)) expect(deviation).toBeLessThan(mostHalfDeviation);
  });
  test('whole for a checkpoint that nobody measured or that is over the bar, for a file of a reader’s own, on a card without such values, on a processor', () => {
    expect(precisionFor(native, 'nobody-measured-this', null, table)).toBe('f32');
    expect(precisionFor(native, 'far-off', null, table)).toBe('f32');
    expect(precisionFor(native, undefined, null, table)).toBe('f32');
    expect(precisionFor(stored, measured, null, table)).toBe('f32');
    expect(precisionFor({ half: 'native', runsOn: { ...card, software: true } }, measured, null, table)).toBe(
      'f32',
    );
  });
  test('as a reader asks, wherever it is known', () => {
    expect(precisionFor(stored, undefined, 'f16')).toBe('f16');
    expect(precisionFor(native, measured, 'f32', table)).toBe('f32');
    expect(precisionFor(none, measured, 'f16')).toBe('f32');
  });
  test('is named only where it is not usual', () => {
    expect(runtimeName({ ...card, precision: { used: 'f16', asked: null } })).toBe(
      'WebGPU · own engine · half precision',
    );
    expect(runtimeName({ ...card, precision: { used: 'f32', asked: 'f32' } })).toBe('WebGPU · own engine');
  });
});
