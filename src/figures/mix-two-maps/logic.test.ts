import { expect, test } from 'vitest';
import { mixed, mixtureOf, readMaps } from './logic.ts';
import maps from './maps.json' with { type: 'json' };
import recorded from './recorded.json' with { type: 'json' };
import { learned } from './view.ts';

test('the page starts with the weights that the node learned', () => {
  expect(learned).toEqual(recorded.raw.map((weight) => Number(weight.toFixed(2))));
});

test('the recorded maps are whole', () => {
  const read = readMaps({ maps, limit: recorded.limit });
  expect(read.map(({ length }) => length)).toEqual([recorded.side ** 2, recorded.side ** 2]);
  for (const map of read) {
    expect(Math.max(...map)).toBeLessThanOrEqual(Math.fround(recorded.limit));
    expect(new Set(map).size).toBeGreaterThan(50);
  }
  // The second map was enlarged: each of its cells stands four times.
  const coarse = read[1]!;
  for (let row = 0; row < recorded.side; row += 2)
    for (let column = 0; column < recorded.side; column += 2)
      expect(coarse[(row + 1) * recorded.side + column + 1]).toBe(coarse[row * recorded.side + column]);
});

test('a mixture is the weighted sum, cell by cell', () => {
  const a = Float32Array.of(1, -2);
  const b = Float32Array.of(10, 4);
  expect([...mixed([a, b], [0.5, -1])]).toEqual([-9.5, -5]);
});

test('each rule says what it does to the weights', () => {
  expect(mixtureOf('unbounded', [3, 2]).total).toBe(5);
  expect(mixtureOf('unbounded', [1, -1]).remark).toBe('subtracts');
  expect(mixtureOf('softmax', [1, 1]).shares).toEqual([0.5, 0.5]);
  const fast = mixtureOf('fastNormalized', [2, -1]);
  expect(fast.shares[1]).toBe(0);
  expect(fast.total).toBeCloseTo(1, 4);
  expect(fast.remark).toBe('oneIsOff');
  expect(mixtureOf('fastNormalized', [1, -1]).remark).toBe('oneIsOff');
  expect(mixtureOf('fastNormalized', [0, -1]).remark).toBe('nothingPasses');
  expect(mixtureOf('fastNormalized', [0, -1]).total).toBe(0);
});
