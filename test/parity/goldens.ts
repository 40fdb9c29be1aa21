import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type Check, holds } from '../../src/cli/parity/deviation.ts';

const root = new URL('../goldens/', import.meta.url);

/** The path of a golden file. */
export const golden = (path: string): string => fileURLToPath(new URL(path, root));

/** The golden files of a folder whose name matches. */
export const goldens = (folder: string, name: RegExp): string[] =>
  readdirSync(new URL(`${folder}/`, root))
    .filter((file) => name.test(file))
    .map((file) => golden(`${folder}/${file}`));

/** Fails with the checks that do not hold, and where there are fewer than `least`. */
export function expectToHold(checks: readonly Check[], least: number): void {
  expect(checks.filter((check) => !holds(check))).toEqual([]);
  expect(checks.length).toBeGreaterThanOrEqual(least);
}
