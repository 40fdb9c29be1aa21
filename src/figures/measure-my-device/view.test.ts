import { describe, expect, test } from 'vitest';
import { standardCandidates } from '../../../models/facts/candidates.ts';
import { defaultView, readFragment, writeFragment } from '../../parts/shell/schema.ts';
import { candidatesOf, isPicked, maskOf, measureSchema, withPick } from './view.ts';

describe('the selection', () => {
  test('a bit for each network; all of them survive the address', () => {
    const all = 2 ** standardCandidates.length - 1;
    expect(maskOf(standardCandidates.map(({ id }) => id))).toBe(all);
    const fragment = writeFragment(measureSchema, { ...defaultView(measureSchema), picked: all }, '');
    expect(readFragment(measureSchema, fragment)).toMatchObject({ view: { picked: all }, reading: 'whole' });
  });

  test('taking in and leaving out undo each other and touch no other bit', () => {
    for (let bit = 0; bit < standardCandidates.length; bit++) {
      const start = maskOf(['B0', 'depth-2', 'resolution-2.5']);
      const changed = withPick(start, bit, !isPicked(start, bit));
      expect(isPicked(changed, bit)).toBe(!isPicked(start, bit));
      expect(withPick(changed, bit, isPicked(start, bit))).toBe(start);
    }
  });

  test('by default B0 to B2 and two of each dimension', () => {
    expect(candidatesOf(defaultView(measureSchema)).map(({ label }) => label)).toEqual([
      'B0',
      'B1',
      'B2',
      'd = 2',
      'd = 4',
      'w = 1.4',
      'w = 1.8',
      'r = 1.5',
      'r = 1.9',
    ]);
  });
});

test('the reader’s networks come first, and only where they are wanted', () => {
  const view = {
    ...defaultView(measureSchema),
    picked: 0,
    phi: 2.4,
    depth: 0.3,
    width: 0.25,
    resolution: 64,
  };
  expect(candidatesOf(view)).toEqual([]);
  const both = candidatesOf({ ...view, usePhi: 1, useOwn: 1 });
  expect(both.map(({ label }) => label)).toEqual(['φ = 2.4', 'd 0.3, w 0.25, 64 px']);
});

test('a link with knobs beyond their range shows the nearest', () => {
  const { view, reading } = readFragment(measureSchema, '#measure=1;own:1,d:99,px:9000');
  expect(reading).toBe('adjusted');
  expect(view).toMatchObject({ useOwn: 1, depth: 10, resolution: 2048 });
});
