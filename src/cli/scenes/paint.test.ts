import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const out = mkdtempSync(join(tmpdir(), 'phiscope-painted-'));
afterAll(() => rmSync(out, { recursive: true }));

function painted(...more: string[]): string[] {
  execFileSync(process.execPath, ['src/cli/scenes/paint.ts', '--size', '16', '--out', out, ...more]);
  return readdirSync(out).toSorted();
}

const name = (ending: string) => `training-hard-trained-16-0.${ending}`;
const all = ['json', 'mask', 'rgb'].map(name);

it('paints pictures again that were given up, alike, and leaves what is beside them', () => {
  expect(painted()).toEqual(all);
  const rgb = readFileSync(join(out, name('rgb')));
  const mask = statSync(join(out, name('mask'))).mtimeMs;
  rmSync(join(out, name('rgb')));
  expect(painted()).toEqual(all.slice(0, 2));
  expect(painted('--pictures')).toEqual(all);
  expect(readFileSync(join(out, name('rgb'))).equals(rgb)).toBe(true);
  expect(statSync(join(out, name('mask'))).mtimeMs).toBe(mask);
});
