import { expect, test } from 'vitest';
import {
  brought,
  decides,
  downloads,
  logit,
  measured,
  pathTold,
  probability,
  sentence,
  trained,
} from './every-pixel.ts';

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
  expect(measured(0.5123, [0.5, 0.52], 1000, 13, [])).toMatch(
    /1,000 test scenes: 0\.512 .*0\.500 to 0\.520; one training, whose own luck/,
  );
  expect(measured(0.5123, [0.5, 0.52], 1000, 13, [0.5, 0.4987])).toMatch(
    /one training; from other seeds the same recipe reached 0\.500 and 0\.499\)/,
  );
});

test('a training on scenes that came once says so', () => {
  expect(trained(5600, 5600, false)).toMatch(/5,600 generated scenes, each shown once, on a frozen/);
  expect(trained(9600, 6000, true)).toMatch(
    /6,000 generated scenes, shown 9,600 times in all, from random numbers/,
  );
});

test('what a network downloads names the backbone only where it stands on one', () => {
  const own = { title: 'A, on stickers', bytes: 4e5, backboneBytes: 1e7 };
  expect(downloads(12e6, own, undefined)).toMatch(
    /EfficientNet-B0, the 400\skB of “A” that stand on it, the/,
  );
  expect(downloads(12e6, { ...own, backboneBytes: 0 }, 'B')).toMatch(
    /once: the 400\skB of “A”, “B”, the drawings/,
  );
});

test('what a path brings has a true minus, and none before nothing', () => {
  expect([3.41, -0.26, -0.04].map(brought)).toEqual(['3.4', '−0.3', '0.0']);
  expect(decides(pathTold({ tap: 'x', of: 'spatial' }), 'cat', 'dog', 3.2)).toBe(
    'Most for cat and against dog speaks the spatial path: 3.2 more for the one than for the other.',
  );
});
