import { expect, test } from 'vitest';
import { twelveClasses } from '../../src/cli/figure-data/train-a-head.ts';

test('twelve classes, forty portraits of each by two sets of artists: at least 0.95 on the same hands, less on every other', async () => {
  const { same, others } = await twelveClasses();
  expect(same.pictures).toBe(96);
  expect(same.accuracy).toBeGreaterThanOrEqual(0.95);
  expect(others.map(({ artist }) => artist)).toEqual(['emojione', 'openmoji']);
  for (const { accuracy, pictures, interval } of others) {
    expect(pictures).toBe(120);
    expect(accuracy).toBeLessThan(same.accuracy);
    expect(interval).not.toBeNull();
  }
}, 600_000);
