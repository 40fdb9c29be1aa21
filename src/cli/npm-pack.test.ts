import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../../test/steps/command.ts';

// Where the registry cannot be reached, or npm is another program: a sentence, and no stack.
const folder = mkdtempSync(join(tmpdir(), 'phiscope-npm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const npm = join(folder, 'npm');

test.each([
  ['convert', 'efficientnet-b0', 'echo "npm error network" >&2; exit 1'],
  ['sprites', '', 'echo "npm error network" >&2; exit 1'],
  ['sprites', '', 'exit 0'],
])('%s %s where npm does: %s', async (command, argument, does) => {
  writeFileSync(npm, `#!/bin/sh\n${does}\n`);
  chmodSync(npm, 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const args = [`src/cli/${command}.ts`, ...(argument === '' ? [] : [argument])];
  const { status, said } = await new Promise<{ status: unknown; said: string }>((resolve) => {
    execFile(process.execPath, args, { cwd: root, env }, (error, out, err) =>
      resolve({ status: error?.code ?? 0, said: `${out}${err}` }),
    );
  });
  expect(said).toMatch(/“npm pack [^”]+@[\d.]+” did not bring the package\. It needs npm and a connection/);
  expect(said).not.toMatch(/^\s+at /m);
  expect(status).toBe(2);
});
