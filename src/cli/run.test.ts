import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../test/steps/command.ts';

// A checkout in which nothing has been installed, and what becomes of it.
const folder = mkdtempSync(join(tmpdir(), 'phiscope-run-'));
const node = join(folder, 'node_modules/node');

beforeAll(() => {
  mkdirSync(join(folder, 'src/cli'), { recursive: true });
  copyFileSync(join(root, 'src/cli/run.mjs'), join(folder, 'src/cli/run.mjs'));
  writeFileSync(
    join(folder, 'src/cli/hello.ts'),
    'const name: string = process.argv[2]!;\nconsole.log(`hello ${name}`);\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    const args = ['src/cli/run.mjs', 'src/cli/hello.ts', 'reader'];
    execFile(process.execPath, args, { cwd: folder }, (error, out, err) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, said: `${out}${err}`.trim() }),
    );
  });
}

test('before anything is installed: one sentence that names npm ci', async () => {
  expect(await run()).toEqual({
    status: 2,
    said: 'The packages that this project stands on are not installed yet. Install them with: npm ci',
  });
});

test('on another Node than the project’s: on its own one, or one sentence where that is not there', async () => {
  mkdirSync(join(node, 'bin'), { recursive: true });
  writeFileSync(join(node, 'package.json'), '{ "version": "999.0.0" }');
  expect(await run()).toEqual({
    status: 2,
    said: expect.stringMatching(/^Node 999\.0\.0.*npm rebuild node/),
  });
  writeFileSync(join(node, 'bin/node'), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
  chmodSync(join(node, 'bin/node'), 0o755);
  expect(await run()).toEqual({ status: 0, said: 'hello reader' });
});

test('on the project’s own Node: at once', async () => {
  writeFileSync(join(node, 'package.json'), JSON.stringify({ version: process.versions.node }));
  expect(await run()).toEqual({ status: 0, said: 'hello reader' });
});

test('every script of package.json begins with what plain JavaScript can do', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const [name, script] of Object.entries(scripts))
    expect(script, name).toMatch(/^(ASTRO_TELEMETRY_DISABLED=1 )?node src\/cli\/(run|setup\/install)\.mjs/);
});
