import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../../test/steps/command.ts';
import { localAddresses } from './lan.ts';

// `npm start -- --lan --port N` from its first line to a page in the local network, in a checkout of its own whose site is built in no time.
const folder = mkdtempSync(join(tmpdir(), 'phiscope-start-'));

beforeAll(() => {
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(folder, file));
  const bulky = /\.(safetensors|png|jpg|pt)$/;
  for (const room of ['src/cli', 'src/words', 'src/engine', 'src/components', 'models'])
    cpSync(join(root, room), join(folder, room), { recursive: true, filter: (path) => !bulky.test(path) });
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, 'astro/bin'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== 'astro' && name !== '.installed-lock')
      symlinkSync(join(root, 'node_modules', name), join(packages, name));
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  writeFileSync(join(packages, '.installed-lock'), lock);
  writeFileSync(
    join(packages, 'astro/bin/astro.mjs'),
    "import { mkdirSync, writeFileSync } from 'node:fs';\nmkdirSync('dist');\nwriteFileSync('dist/index.html', 'built by ' + process.argv[2]);\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

test('npm start -- --lan --port N builds, and serves the local network', async () => {
  const port = await freePort();
  const started = spawn('npm', ['start', '--', '--lan', '--port', String(port)], {
    cwd: folder,
    detached: true,
    env: { ...process.env, PORT: '1' },
  });
  let said = '';
  const hear = (part: Buffer) => {
    said += part.toString();
  };
  started.stdout.on('data', hear);
  started.stderr.on('data', hear);
  try {
    await expect.poll(() => said, { timeout: 60_000 }).toContain('firewall');
    expect(said).toContain(`Phiscope is at http://localhost:${port}`);
    const [address = '127.0.0.1'] = localAddresses();
    if (localAddresses().length > 0) expect(said).toContain(`http://${address}:${port}/`);
    const page = await fetch(`http://${address}:${port}/`);
    expect([page.status, await page.text()]).toEqual([200, 'built by build']);
  } finally {
    process.kill(-started.pid!, 'SIGTERM');
  }
}, 90_000);
