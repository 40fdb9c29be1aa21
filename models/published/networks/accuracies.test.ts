import { expect, test } from 'vitest';
import { findNetwork } from '../../families/index.ts';
import { otherAccuracies } from './accuracies.ts';

test('each row is of a network that is listed, and none has two', () => {
  const names = otherAccuracies.map(({ network }) => network);
  expect(names.filter((name) => findNetwork(name) === undefined)).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('what other tables hold is taken from them: rows read in the source itself, with where it stands', () => {
  const read = new Map(otherAccuracies.map((row) => [row.network, row]));
  const of = (network: string) => {
    const { metric, value, status, source = [] } = read.get(network) ?? {};
    return [metric, value, status, source[0]?.key];
  };
  expect(of('mobilenet-v1')).toEqual(['top1', 70.6, 'verified', 'MB2']);
  expect(of('mobilenet-v2-1.4')).toEqual(['top1', 74.7, 'verified', 'MB2']);
  expect(of('thundernet-snet-49')).toEqual(['ap', 19.2, 'verified', 'TNA']);
  expect(of('thundernet-snet-146')).toEqual(['ap', 23.6, 'verified', 'TN']);
  expect(of('light-head-rcnn-resnet-101')).toEqual(['ap', 40.8, 'verified', 'LH']);
  expect(of('bisenet-xception-39')).toEqual(['miou', 68.4, 'verified', 'BS']);
  expect(of('dfanet-a')).toEqual(['miou', 71.3, 'verified', 'DF']);
  expect(read.has('thundernet-snet-535')).toBe(false);
});
