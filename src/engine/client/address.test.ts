import { expect, test } from 'vitest';
import { forcedBy, precisionBy, tuningBy } from './address.ts';

test('an address asks for a device, a program or both; what is not known is not asked for', () => {
  expect(forcedBy('')).toEqual({});
  expect(forcedBy('?backend=wasm')).toEqual({ device: 'wasm' });
  expect(forcedBy('?engine=tfjs&backend=webgpu')).toEqual({ device: 'webgpu', executor: 'tfjs' });
  expect(forcedBy('?backend=abacus&engine=')).toEqual({});
});

test('and for how values are stored', () => {
  expect(precisionBy('?precision=f16')).toBe('f16');
  expect(precisionBy('?precision=f8')).toBeUndefined();
  expect(precisionBy('')).toBeUndefined();
});

test('measuring of forms is left out by one word, and by no other', () => {
  expect(tuningBy('?backend=webgpu&tuning=off')).toBe(false);
  for (const search of ['', '?tuning=', '?tuning=on', '?tuning=OFF'])
    expect(tuningBy(search)).toBeUndefined();
});
