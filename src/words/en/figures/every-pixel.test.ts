import { expect, test } from 'vitest';
import { logit, measured, probability, sentence, trained } from './every-pixel.ts';

test('what was found is told with its grade where the truth is known', () => {
  const graded = sentence(0.913, 0.52, ['cat', 'bus']);
  expect(graded).toMatch(/^Found: cat, bus\. 91\.3\s%/);
  expect(graded).toMatch(/is 0\.52\.$/);
  const own = sentence(null, null, []);
  expect(own).toMatch(/^No sticker was found\. What is there is not known/);
  expect(own).not.toMatch(/%/);
});

test('logits have a true minus, and probabilities are of a hundred', () => {
  expect(logit(-0.26)).toBe('−0.3');
  expect(probability(0.5)).toMatch(/^50\.0\s%$/);
  expect(probability(0.9991)).toMatch(/^99\.91\s%$/);
});

test('a measurement says what its interval leaves out', () => {
  expect(measured(0.5123, [0.5, 0.52], 1000, 13)).toMatch(
    /1,000 test scenes: 0\.512 .*0\.500 to 0\.520; one training/,
  );
});

test('a training on scenes that came once says so', () => {
  expect(trained(5600, 5600)).toMatch(/5,600 generated scenes, each shown once/);
  expect(trained(9600, 6000)).toMatch(/6,000 generated scenes, shown 9,600 times/);
});
