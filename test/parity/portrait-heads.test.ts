import { expect, test } from 'vitest';
import { twelveClasses } from '../../src/cli/figure-data/train-a-head.ts';
import measured from '../../src/figures/train-a-head/measured.json' with { type: 'json' };

test('twelve classes, forty portraits of each by two sets of artists: at least 0.95 on the same hands, less on every other', async () => {
  const { same, others, decay } = await twelveClasses();
  // What the chapter's table says, but for a picture or two that another machine rounds to the other side.
  expect(decay).toBe(measured.twelve.decay);
  for (const [i, each] of [same, ...others].entries()) {
    const recorded = [measured.twelve.same, ...measured.twelve.others][i];
    expect(Math.abs(each.accuracy - (recorded?.accuracy ?? 0)) * each.pictures).toBeLessThan(2.5);
  }
  expect(same.pictures).toBe(96);
  expect(same.accuracy).toBeGreaterThanOrEqual(0.95);
  expect(others.map(({ artist }) => artist)).toEqual(['emojione', 'openmoji']);
  for (const { accuracy, pictures, interval } of others) {
    expect(pictures).toBe(120);
    expect(accuracy).toBeLessThan(same.accuracy);
    expect(interval).not.toBeNull();
  }
}, 600_000);
