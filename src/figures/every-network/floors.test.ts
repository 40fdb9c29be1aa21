import { expect, test } from 'vitest';
import { floors as words } from '../../words/en/figures/every-network-floors.ts';
import { floorsOf, floorTable } from './floors.ts';

const ceilings = { arithmetic: 1e12, bandwidth: 1e9, dispatch: 1e-5 };
const programOf = (dispatches: number) => ({
  bytes: dispatches * 1e6,
  dispatches: Array.from({ length: dispatches }, () => ({ multiplyAdds: 1e6, bytes: 1e6 })),
});
// A dispatch takes 1 ms of memory and 0.01 ms to start.
const measured = [
  { label: 'Three', program: programOf(3), runsMs: [6.06, 6.06, 6.06] },
  { label: 'One', program: programOf(1), runsMs: [10.1, 10.1, 10.1] },
  { label: 'Of another engine', program: null, runsMs: [1, 1, 1] },
];

test('what each program of ours takes at the least, and the share of that speed that was reached', () => {
  const floors = floorsOf(measured, ceilings);
  expect(floors.map(({ label, dispatches, bytes }) => [label, dispatches, bytes])).toEqual([
    ['One', 1, 1e6],
    ['Three', 3, 3e6],
  ]);
  expect(floors.map(({ leastMs, reached }) => [leastMs, reached].map((each) => each.toFixed(3)))).toEqual([
    ['1.010', '0.100'],
    ['3.030', '0.500'],
  ]);
  expect(floorTable(floors).rows[1]).toEqual(['Three', 3, 3e6, 3.03, 6.06, 50]);
  expect(words.lesson(floors, ceilings.dispatch)).toBe(
    'On our own engine these networks are 1 to 3 dispatches, each 10\u202fµs to start. At this device’s ceilings their programs reached 10\u202f% (One) to 50\u202f% (Three) of the speed that they could have.',
  );
});

test('one network is said by itself; before the ceilings are known, and of another engine, there is nothing', () => {
  const [one] = floorsOf(measured.slice(1), ceilings);
  expect(words.lesson([one!], 1e-5)).toBe(
    'On our own engine One is 1 dispatch, 10\u202fµs to start. At this device’s ceilings its program reached 10\u202f% of the speed that it could have.',
  );
  expect(floorsOf(measured, null)).toEqual([]);
  expect(floorsOf(measured, { ...ceilings, dispatch: null })).toEqual([]);
  expect(floorsOf(measured.slice(2), ceilings)).toEqual([]);
});
