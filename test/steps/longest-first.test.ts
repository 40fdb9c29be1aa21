import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './command.ts';
import { compare } from './longest-first.ts';
import seconds from './seconds.json' with { type: 'json' };

test('the files whose time is known are there', () => {
  expect(Object.keys(seconds).filter((path) => !existsSync(root + path))).toEqual([]);
});

test('a new file comes before the longest of its project, a unit test after those that take long', () => {
  const files = [
    ['unit', 'a.test.ts'],
    ['unit', 'src/cli/commands.test.ts'],
    ['browser', 'test/browser/scenes.test.ts'],
    ['browser', 'test/browser/widths.test.ts'],
    ['browser', 'test/browser/new.test.ts'],
    ['engine', 'test/browser/engine-parity.test.ts'],
  ] as const;
  expect(files.toSorted(compare).map(([, path]) => path.split('/').at(-1))).toEqual([
    'engine-parity.test.ts',
    'new.test.ts',
    'widths.test.ts',
    'scenes.test.ts',
    'commands.test.ts',
    'a.test.ts',
  ]);
});
