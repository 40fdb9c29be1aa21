import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headersFor, parseHeadersFile } from './headers-file.ts';
import { type StaticServerOptions, staticServer } from './static-server.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phiscope-server-'));
  mkdirSync(join(folder, 'chapter'));
  writeFileSync(join(folder, 'index.html'), 'cover');
  writeFileSync(join(folder, '404.html'), 'nothing here');
  writeFileSync(join(folder, 'chapter/index.html'), 'chapter');
  writeFileSync(join(folder, 'weights.safetensors'), 'weights');
  writeFileSync(join(folder, '_headers'), '/*\n  X-Content-Type-Options: nosniff\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Serves the folder, lets a test ask, and stops. */
async function serving(
  options: Omit<StaticServerOptions, 'root'>,
  ask: (url: string) => Promise<void>,
): Promise<void> {
  const server = await staticServer({ root: folder, ...options });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('serves files, the page of a folder, and the page for what is missing', async () => {
  await serving({}, async (url) => {
    expect(await (await fetch(`${url}/`)).text()).toBe('cover');
    expect(await (await fetch(`${url}/chapter/`)).text()).toBe('chapter');
    const missing = await fetch(`${url}/gone`);
    expect([missing.status, await missing.text()]).toEqual([404, 'nothing here']);
    const moved = await fetch(`${url}/chapter?x=1`, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/chapter/?x=1']);
  });
});

test('answers 404 in a folder that has no page for it', async () => {
  rmSync(join(folder, '404.html'));
  await serving({}, async (url) => expect((await fetch(`${url}/gone`)).status).toBe(404));
  writeFileSync(join(folder, '404.html'), 'nothing here');
});

test('serves under any path, and nothing beside it', async () => {
  await serving({ base: '/deep/below/' }, async (url) => {
    expect(await (await fetch(`${url}/deep/below/chapter/`)).text()).toBe('chapter');
    expect((await fetch(`${url}/chapter/`)).status).toBe(404);
  });
});

test('never leaves its folder', async () => {
  await serving({ base: '/site/' }, async (url) => {
    expect((await fetch(`${url}/site/..%2f..%2f..%2f..%2f..%2fetc/passwd`)).status).toBe(404);
    expect((await fetch(`${url}/site/%00`)).status).toBe(404);
  });
});

test('compresses text that is too large to be kept as it is read', async () => {
  writeFileSync(join(folder, 'large.json'), Buffer.alloc(9_000_000, ' '));
  await serving({}, async (url) => {
    const { headers, arrayBuffer } = await fetch(`${url}/large.json`).then(async (answer) => ({
      headers: answer.headers,
      arrayBuffer: await answer.arrayBuffer(),
    }));
    expect([headers.get('content-encoding'), arrayBuffer.byteLength]).toEqual(['gzip', 9_000_000]);
  });
});

test('compresses text for those who take it, and leaves weights as they are', async () => {
  await serving({}, async (url) => {
    const page = await fetch(`${url}/`);
    expect([page.headers.get('content-encoding'), await page.text()]).toEqual(['gzip', 'cover']);
    const plain = await fetch(`${url}/`, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'cover']);
    const weights = await fetch(`${url}/weights.safetensors`);
    expect([weights.headers.get('content-encoding'), weights.headers.get('content-length')]).toEqual([
      null,
      '7',
    ]);
  });
});

test('sends what _headers says, unless it is told to be a server that knows no such file', async () => {
  const header = 'x-content-type-options';
  await serving({}, async (url) => {
    expect((await fetch(`${url}/`)).headers.get(header)).toBe('nosniff');
  });
  await serving({ headers: false }, async (url) => {
    expect((await fetch(`${url}/`)).headers.get(header)).toBeNull();
  });
});

test('of the rules in _headers that match a path, the last one wins', () => {
  const rules = parseHeadersFile(
    '# all\n/*\n  Cache-Control: no-cache\n\n/_astro/*\n  Cache-Control: immutable\n',
  );
  expect(headersFor(rules, '/index.html').get('cache-control')).toBe('no-cache');
  expect(headersFor(rules, '/_astro/a.js').get('cache-control')).toBe('immutable');
  expect(() => parseHeadersFile('/*\n  nonsense')).toThrow('nonsense');
});
