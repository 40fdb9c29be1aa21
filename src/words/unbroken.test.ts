import { expect, test } from 'vitest';
import { studyNetworks } from '../../models/study/networks.ts';
import { ofPhi } from './en/figures/own-detectors.ts';
import { nameOf, networkName } from './en/study.ts';
import { unbroken } from './unbroken.ts';

/** Where lines may break. */
const pieces = (text: string): string[] => unbroken(text).split(' ');

test('what belongs together stays in one line, and all else breaks as before', () => {
  expect(pieces('φ = −2.0')).toEqual(['φ\u00a0=\u00a0−2.0']);
  expect(pieces('the paper’s rule at φ = 1.0')).toEqual([
    'the',
    'paper’s',
    'rule',
    'at',
    'φ\u00a0=\u00a01.0',
  ]);
  expect(pieces('φ = −1.0: d 0.833, w 0.227, 42 px')).toEqual([
    'φ\u00a0=\u00a0−1.0:',
    'd\u00a00.833,',
    'w\u00a00.227,',
    '42\u00a0px',
  ]);
  expect(pieces('all three, d = 1.4, w = 1.2')).toEqual([
    ...['all', 'three,'],
    ...['d\u00a0=\u00a01.4,', 'w\u00a0=\u00a01.2'],
  ]);
  expect(pieces('α 1.2, β 1.1, γ 1.15')).toHaveLength(3);
  expect(pieces('maps of 14 × 14, a 1 × 1 and 7 × 7.')).toHaveLength(7);
  expect(pieces('224 × 224 × 3')).toHaveLength(5);
  for (const text of ['red 2 blue', 'a = ', 'PANet, 3 times', '12 pixels', '4 seeds']) {
    expect(unbroken(text)).toBe(text);
  }
});

test('the names of our own networks have no symbol in one line and its value in the next', () => {
  const names = [
    ...studyNetworks.flatMap((each) => [nameOf(each), networkName(each)]),
    ...[0, -1, -2].map(ofPhi),
  ];
  expect(names.filter((name) => name.includes(' = ')).length).toBeGreaterThan(10);
  for (const name of names) expect(unbroken(name)).not.toMatch(/ = | =|= |[αβγφdwr] [−\d]| px/);
});
