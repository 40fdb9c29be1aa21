import { expect, test } from 'vitest';
import { catalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { weightsOf } from '../../parts/picker/weights.ts';
import { duration } from '../../words/en/figures/scaling-ladder.ts';
import { type Answer, type Answered, comparison, firstName } from './logic.ts';
import { rungs } from './rungs.ts';
import { middle } from './steps.ts';

const all = rungs();
const answered = (
  short: string,
  label: string,
  probability: number,
  milliseconds: number | null,
): Answered => {
  const rung = all.find((each) => each.short === short);
  if (rung === undefined) throw new Error(short);
  const answer: Answer = {
    weights: 'w',
    top: [{ label, probability }],
    milliseconds,
    runsOn: 'WebGPU · TF.js',
  };
  return { rung, answer };
};

test('eight rungs: counted costs, the paper’s accuracies, and a checkpoint that can be opened for each', () => {
  expect(all.map(({ short }) => short)).toEqual(['B0', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7']);
  expect(all[0]).toMatchObject({ parameters: 5_288_548, multiplyAdds: 385_814_752 });
  expect(all.map((rung) => weightsOf(rung, new Set()).shipped)).toEqual(all.map((_, at) => at === 0));
  expect(all[7]).toMatchObject({ resolution: 600, paper: { top1: 84.3, top5: 97 } });
  for (const { weights, short } of all.slice(1))
    expect(catalogueEntry(weights[0]!.id)?.network).toBe(`efficientnet-${short.toLowerCase()}`);
  expect(all.map(({ multiplyAdds }) => multiplyAdds)).toEqual(
    [...all].map(({ multiplyAdds }) => multiplyAdds).sort((a, b) => a - b),
  );
});

test('a comparison says whether they agree, and how time follows cost', () => {
  const b0 = answered('B0', 'espresso', 0.898, 10);
  const b3 = answered('B3', 'espresso', 0.94, 42);
  expect(comparison([b0])).toBe('');
  expect(comparison([b0, b3])).toBe(
    'Both say espresso: B0 89.8\u202f%, B3 94.0\u202f%. B3 computes 4.7× as many multiply-adds as B0 and takes 4.2× as long.',
  );
  const cup = answered('B3', 'cup, mug', 0.5, 42);
  expect(comparison([b0, cup])).toMatch(/^They differ: B0 says espresso, B3 says cup\. B3 computes/);
  const asBuilt = answered('B0', 'espresso', 0.898, null);
  expect(comparison([asBuilt, b3])).toBe('Both say espresso: B0 89.8\u202f%, B3 94.0\u202f%.');
});

test('durations, names, the middle', () => {
  expect([duration(7.26), duration(128.4), duration(2430)]).toEqual([
    '7.3\u202fms',
    '128\u202fms',
    '2.4\u202fs',
  ]);
  expect(firstName('cup, mug')).toBe('cup');
  expect([middle([3, 1, 2]), middle([4, 1, 3, 2])]).toEqual([2, 2]);
});
