import { describe, expect, test } from 'vitest';
import type { Band, PredictRun, ReadOff } from './exercise.ts';
import { measuredIn, verdict } from './verdict.ts';

/** A figure's mean, so many times what it says, right to a tenth of it. */
const reading: ReadOff<{ readonly times: number }> = {
  kind: 'read',
  id: 'reading',
  goal: null,
  figure: 'some-figure',
  variants: () => [{ times: 2 }, { times: 3 }],
  measured: (result) => {
    const { mean } = result as { readonly mean?: number };
    return mean === undefined ? null : [mean];
  },
  band: ([mean = 0], { times }): Band => ({
    value: mean * times,
    from: mean * times * 0.9,
    to: mean * times * 1.1,
  }),
  slips: { once: ([mean = 0]) => mean },
};
const guess: PredictRun<null> = {
  kind: 'predict',
  id: 'guess',
  goal: null,
  figure: 'some-figure',
  variants: () => [null],
  measured: () => [22, 144],
  found: ([below = 0, all = 1]) => below / all,
};

describe('a number of the reader’s own figure', () => {
  const of = (text: string, mean: number, times = 2) => verdict(reading, { times }, [text, String(mean)]);
  test('is right within the band of what was measured, however it is written, and wrong beyond', () => {
    for (const mean of [0.07, 0.5, 12, 3400])
      for (const times of [2, 3]) {
        const value = mean * times;
        for (const text of [value, value * 0.901, value * 1.099])
          expect(of(String(text), mean, times)).toEqual({ state: 'right', value });
        for (const text of [value * 0.899, value * 1.101])
          expect(of(String(text), mean, times)).toMatchObject({ state: 'read', slip: null });
      }
    expect(of('1,0', 0.5)).toMatchObject({ state: 'right' });
  });
  test('a mistake is one of the same measurement; the band goes along', () => {
    expect(of('0.5', 0.5)).toEqual({ state: 'read', slip: 'once', band: reading.band([0.5], { times: 2 }) });
    expect(of('0.5', 40)).toMatchObject({ state: 'read', slip: null });
  });
  test('without a measurement it is neither right nor wrong; words are no number', () => {
    expect(verdict(reading, { times: 2 }, '1')).toEqual({ state: 'unmeasured' });
    expect(verdict(reading, { times: 2 }, ['1'])).toEqual({ state: 'unmeasured' });
    expect(verdict(reading, { times: 2 }, ['1', 'fast'])).toEqual({ state: 'unmeasured' });
    expect(of('fast', 1)).toEqual({ state: 'unread' });
    expect(of(' ', 1)).toEqual({ state: 'empty' });
    expect(verdict(reading, { times: 2 }, [])).toEqual({ state: 'empty' });
  });
});

test('a guess is noted, and set beside what the figure found once it has', () => {
  expect(verdict(guess, null, '0.5')).toEqual({ state: 'noted', truth: null, guess: 0.5 });
  expect(verdict(guess, null, ['0.5', '22', '144'])).toEqual({ state: 'noted', truth: 22 / 144, guess: 0.5 });
  expect(verdict(guess, null, '')).toEqual({ state: 'empty' });
});

test('what a figure measured stands behind what was written', () => {
  expect(measuredIn(['7', '1', '2.5'])).toEqual([1, 2.5]);
  for (const answer of ['7', ['7'], ['7', 'x'], ['7', 'Infinity']]) expect(measuredIn(answer)).toBeNull();
});
