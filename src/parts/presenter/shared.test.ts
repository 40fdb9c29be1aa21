import { describe, expect, test } from 'vitest';
import { random } from '../../../models/scenes/random.ts';
import { type Entry, entriesIn, Shared } from './shared.ts';

const valuesOf = (shared: Shared) => Object.fromEntries(shared.all().map(({ name, value }) => [name, value]));

describe('windows that tell each other', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => [seed]))(
    'hold the same in the end, however late, twice and out of order they heard it (seed %i)',
    (seed) => {
      const r = random(seed, 3);
      const windows = ['a', 'b', 'c'].map((name) => new Shared(name));
      const letters: { readonly to: Shared; readonly entries: readonly Entry[] }[] = [];
      for (let i = 0; i < 100; i++) {
        const from = windows[r.below(3)] as Shared;
        const entries = from.set(['step', 'blank', 'view:x'][r.below(3)] ?? '', r.below(5));
        for (const to of windows) if (to !== from) letters.push({ to, entries });
        while (letters.length > 0 && r.below(2) === 0) {
          const at = r.below(letters.length);
          const [letter] = r.below(4) === 0 ? letters.slice(at, at + 1) : letters.splice(at, 1);
          letter?.to.merge(letter.entries);
        }
      }
      for (const { to, entries } of letters) to.merge(entries);
      expect(valuesOf(windows[1] as Shared)).toEqual(valuesOf(windows[0] as Shared));
      expect(valuesOf(windows[2] as Shared)).toEqual(valuesOf(windows[0] as Shared));
    },
  );

  test('one that comes late gets all, and what it noted before is no change', () => {
    const first = new Shared('a');
    first.set('step', 2);
    first.set('view:x', 'x=1;a:3');
    const late = new Shared('z');
    late.note('view:x', 'x=1;a:1');
    expect(late.merge(first.all())).toEqual(['step', 'view:x']);
    expect(first.merge(late.all())).toEqual([]);
    expect(valuesOf(late)).toEqual(valuesOf(first));
  });

  test('what is set again as it stands is not told', () => {
    const shared = new Shared('a');
    expect(shared.set('step', 1)).toHaveLength(1);
    expect(shared.set('step', 1)).toEqual([]);
  });
});

test.each([
  null,
  'hello',
  {},
  { entries: 3 },
  { entries: [null, { name: 'x' }, { name: 1, value: 1, clock: 1, by: 'a' }] },
])('%j tells nothing', (message) => {
  expect(entriesIn(message)).toEqual([]);
});
