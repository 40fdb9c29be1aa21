import { expect, test } from 'vitest';
import { type Ending, type State, shown } from './view.ts';

const offer = 'Keep on this device (38 MB)';
const buttons = (state: State) => {
  const { go, back } = shown(state, offer);
  return [go, back];
};

test('in each state the buttons are those that do something', () => {
  expect(buttons({ is: 'offered' })).toEqual([offer, undefined]);
  expect(buttons({ is: 'keeping', loaded: 1, total: 2 })).toEqual([undefined, 'Stop']);
  expect(buttons({ is: 'kept', bytes: 38e6 })).toEqual([undefined, 'Remove']);
  expect(buttons({ is: 'newer', bytes: 3.4e6 })).toEqual(['Reload now (3\u202fMB)', 'Remove']);
});

test('progress is a part of what is missing, and whole where nothing is', () => {
  expect(shown({ is: 'keeping', loaded: 9_500_000, total: 38_000_000 }, offer).progress).toEqual({
    value: 0.25,
    amount: '10 of 38\u202fMB',
  });
  expect(shown({ is: 'keeping', loaded: 0, total: 0 }, offer).progress?.value).toBe(1);
});

test('every ending has a sentence of its own, and a stop says whether something is still kept', () => {
  const endings: Ending[] = [
    'stopped',
    'removed',
    { what: 'unreachable' },
    { what: 'differs', path: 'a/index.html' },
    { what: 'no-list' },
    { what: 'full', bytes: 5e6 },
    { what: 'refused' },
  ];
  const said = endings.map((after) => shown({ is: 'offered', after }, offer).said);
  expect(new Set(said).size).toBe(endings.length);
  for (const sentence of said) expect(sentence).toMatch(/\.$/);
  expect(said[3]).toContain('a/index.html');
  expect(said[5]).toContain('5\u202fMB');
  expect(shown({ is: 'newer', bytes: 1, after: 'stopped' }, offer).said).not.toBe(said[0]);
});
