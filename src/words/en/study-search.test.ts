import { expect, test } from 'vitest';
import { measuredNetworks } from '../../../models/study/measured.ts';
import { searched } from '../../../models/study/ratios.ts';
import { madeUp } from '../../../test/study/made-up.ts';
import { ratiosSaid } from './study-search.ts';

const found = (...records: readonly (readonly [name: string, test: number, seed?: number])[]) =>
  searched(measuredNetworks(records.map(([name, test, seed]) => madeUp(name, test, seed))))!;

test('what a search with one run each would have taken is told with what another seed made of it', () => {
  const steady = [
    ['grid-1.4-1.2-1', 0.7],
    ['grid-1.4-1.2-1', 0.7, 2],
  ] as const;
  const both = found(...steady, ['grid-1-1-1.4', 0.72], ['grid-1-1-1.4', 0.65, 2]);
  expect(ratiosSaid(both, undefined, [])).toMatch(
    /^We trained 2 triples at φ = 1, each with 2 seeds; α\s1\.4 β\s1\.2 γ\s1 named the most validation pictures right, on average\. A search with one run each would have taken α\s1 β\s1 γ\s1\.4, which named 72\.0.% of the test pictures right in that run and 65\.0.% from another seed: the best of several owes some of its lead to luck\. Scaled by/,
  );
  expect(ratiosSaid(found(...steady), undefined, [])).toMatch(
    /on average\. The best of several owes some of its lead to luck\. Scaled by/,
  );
});

test('of two ratios the one that reaches more is held against what it costs', () => {
  const [base] = measuredNetworks([madeUp('base', 0.5)]);
  const search = found(['grid-1-1-1.4', 0.7]);
  const at = (test: number, multiplyAdds: number) => ({ ...base!, test, multiplyAdds });
  const text = (paper: number, cost: number, told: boolean) =>
    ratiosSaid(search, undefined, [{ phi: -1, paper: at(paper, cost), ours: at(0.5, 1e6), told }]).replaceAll(
      '\u202f',
      ' ',
    );
  expect(text(0.6, 2e6, true)).toMatch(/: the paper’s reaches more, for 2(\.0)? times the work\.$/);
  expect(text(0.4, 2e6, true)).toMatch(/: ours reaches more for no more work\.$/);
  expect(text(0.6, 1e6, true)).toMatch(/: the paper’s reaches more for no more work\.$/);
  expect(text(0.6, 1e6, false)).toMatch(/: seeds do not tell the two apart\.$/);
  const both = [0.4, 0.6].map((paper) => ({
    phi: -1,
    paper: at(paper, 1e6),
    ours: at(0.5, 1e6),
    told: true,
  }));
  const told = (compared: typeof both) => ratiosSaid(search, undefined, compared);
  expect(told(both)).toMatch(/What leads at one size follows at another/);
  expect(told(both.slice(1))).not.toMatch(/follows at another/);
  // A lead that more work bought does not turn it.
  const bought = { phi: -2, paper: at(0.6, 2e6), ours: at(0.5, 1e6), told: true };
  const beyond = { phi: 2, paper: at(0.6, 1e6), ours: at(0.7, 1e6), told: true };
  expect(told([bought, beyond])).toMatch(
    /no more work\. What was found in small, at φ = 1, leads at a larger/,
  );
  expect(told([{ ...beyond, ours: at(0.5, 1e6) }])).toMatch(/does not lead at a larger size\.$/);
  expect(told([bought])).toMatch(/times the work\.$/);
});
