import { expect, test } from 'vitest';
import { floorOf, leastMilliseconds } from './floor.ts';

const program = {
  bytes: 3e6,
  dispatches: [
    { multiplyAdds: 2e9, bytes: 1e6 },
    { multiplyAdds: 0, bytes: 2e6 },
  ],
};
const ceilings = { arithmetic: 1e12, bandwidth: 1e9, dispatch: 1e-5 };

test('the least time of a program: each dispatch’s start, and the longer of computing and moving', () => {
  // 2 ms of arithmetic over 1 ms of memory, then 2 ms of memory; and two starts of 0.01 ms.
  expect(leastMilliseconds(program, ceilings)).toBeCloseTo(4.02, 9);
  expect(leastMilliseconds(program, { ...ceilings, dispatch: null })).toBeNull();
});

test('dispatch by dispatch: two that wait for different things take longer than one that does both', () => {
  const joined = { bytes: 3e6, dispatches: [{ multiplyAdds: 2e9, bytes: 3e6 }] };
  expect(leastMilliseconds(joined, ceilings)).toBeCloseTo(3.01, 9);
});

test('the share of that speed that was reached; nothing without a program, ceilings or the cost of a start', () => {
  expect(floorOf(program, 8.04, ceilings)?.reached).toBeCloseTo(0.5, 9);
  expect(floorOf(null, 8, ceilings)).toBeNull();
  expect(floorOf(program, 8, null)).toBeNull();
  expect(floorOf(program, 8, { ...ceilings, dispatch: null })).toBeNull();
});
