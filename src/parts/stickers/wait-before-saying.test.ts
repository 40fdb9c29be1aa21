import { expect, test } from 'vitest';
import { waitBeforeSaying } from './wait-before-saying.ts';

test('behind a camera the newest sentence is said every five seconds, else once it has stood', () => {
  expect(waitBeforeSaying(false, 0)).toBe(900);
  expect(waitBeforeSaying(true, Number.POSITIVE_INFINITY)).toBe(0);
  // Frames change the sentence faster than it could stand still; the moment of saying it stays where it was.
  for (const since of [0, 40, 1200, 4990]) expect(since + waitBeforeSaying(true, since)).toBe(5000);
  expect(waitBeforeSaying(true, 7000)).toBe(0);
});
