import { describe, expect, test } from 'vitest';
import { pages } from './read-pages.ts';

const number = '([−-]?\\d[\\d,]*(?:\\.\\d+)?)';

/** Sentences that print terms and their sum; the groups are the terms, in order, and the sum last. A minus before a term is its sign. */
const sums: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  {
    what: 'a logit',
    pattern: new RegExp(
      `Their mean, ${number}, plus the class’s bias, ${number}, is exactly its logit, ${number}`,
    ),
  },
  {
    what: 'a dot product',
    pattern: new RegExp(
      `^${number} the sum of all products ([+−] ?[\\d.]+) the channel’s shift = ${number}$`,
    ),
  },
  {
    what: 'a skip',
    pattern: new RegExp(`^${number} from the block ([+−] ?[\\d.]+) what came in = ${number}$`),
  },
  { what: 'a mixture', pattern: new RegExp(`^${number} P3 ([+−] ?[\\d.]+) P4 together ${number}$`) },
];
/** Shares of one whole, which is not printed. */
const shares: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  {
    what: 'a node with three inputs',
    pattern: new RegExp(
      `give ${number} to the input, ${number} to the top-down map and ${number} to what comes from below in the first`,
    ),
  },
  {
    what: 'the last cell’s nodes',
    pattern: new RegExp(
      `and ${number} to the input, ${number} to the top-down map and ${number} to what comes from below in the last`,
    ),
  },
  {
    what: 'a node with two inputs',
    pattern: new RegExp(`: ${number} P\\d \\S+(?: map)?, ${number} (?:enlarged|shrunk) P\\d \\S+?\\.$`),
  },
];

const value = (text: string) => Number(text.replaceAll(/[, +]/g, '').replace('−', '-'));
const added = (terms: readonly string[]) => terms.reduce((sum, term) => sum + value(term), 0);
const off = (a: number, b: number) => Math.abs(a - b) > 1e-9;

const found = ({ pattern }: { readonly pattern: RegExp }) =>
  pages.flatMap(({ path, sentences }) =>
    sentences.flatMap(({ text }) => {
      const match = pattern.exec(text);
      return match ? [{ path, text, numbers: match.slice(1) }] : [];
    }),
  );

describe('printed terms add up to what is printed as their sum', () => {
  test.for(sums.filter(({ what }) => what !== 'a skip'))('$what', (sum, { expect }) => {
    const all = found(sum);
    expect(all.length).toBeGreaterThan(0);
    for (const { path, text, numbers } of all)
      expect(off(added(numbers.slice(0, -1)), value(numbers.at(-1)!)), `/${path}: ${text}`).toBe(false);
  });

  test.for(shares)('$what shares one whole', (share, { expect }) => {
    const all = found(share);
    expect(all.length).toBeGreaterThan(0);
    for (const { path, text, numbers } of all)
      expect(off(added(numbers), 1), `/${path}: ${text}`).toBe(false);
  });

  test('what once stood there would be found', () => {
    const text = 'Their mean, 10.26, plus the class’s bias, 0.06, is exactly its logit, 10.31.';
    const numbers = sums[0]!.pattern.exec(text)!.slice(1);
    expect(off(added(numbers.slice(0, -1)), value(numbers.at(-1)!))).toBe(true);
  });
});
