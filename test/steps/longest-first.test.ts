import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './command.ts';
import seconds from './seconds.json' with { type: 'json' };

test('the files whose time is known are there', () => {
  expect(Object.keys(seconds).filter((path) => !existsSync(root + path))).toEqual([]);
});
