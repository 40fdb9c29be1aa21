import { expect, test } from 'vitest';
import { thresholds } from '../../../models/answers/average-precision.ts';
import { countsSentence, passedSentence } from '../../words/en/figures/two-boxes.ts';
import { overlapOf } from './logic.ts';

test('what two boxes have in common, by hand', () => {
  expect(overlapOf([0, 0, 10, 10], [0, 5, 10, 15])).toEqual({
    common: [0, 5, 10, 10],
    intersection: 50,
    union: 150,
    iou: 1 / 3,
  });
  expect(overlapOf([0, 0, 10, 10], [20, 20, 30, 30])).toMatchObject({ common: null, union: 200, iou: 0 });
});

test('a box moved by a tenth of its sides keeps the IoU that the chapter says', () => {
  expect(overlapOf([0, 0, 100, 100], [10, 10, 110, 110]).iou.toFixed(2)).toBe('0.68');
});

test('an overlap passes the thresholds that it reaches', () => {
  expect(passedSentence(0.62, thresholds)).toBe(
    'IoU 0.62: found up to the threshold .60, missed at the 7 stricter ones.',
  );
  expect(passedSentence(0.5, thresholds)).toMatch(/up to the threshold \.50, missed at the 9/);
  expect(passedSentence(0.2, thresholds)).toMatch(/not found, at any/);
  expect(passedSentence(0.96, thresholds)).toMatch(/found, at all ten/);
  expect(countsSentence(0.75, 0.75)).toMatch(/^At \.75 the guess counts/);
  expect(countsSentence(0.74, 0.75)).toMatch(/^At \.75 the guess does not count/);
});
