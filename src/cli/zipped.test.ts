import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Zipped } from './zipped.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phiscope-zipped-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const text = (bytes: Buffer | undefined) => bytes && gunzipSync(bytes).toString();

test('a file is compressed once, until it is written anew', async () => {
  const [file, zipped] = [join(folder, 'page.html'), new Zipped()];
  writeFileSync(file, 'first');
  const [one, other] = await Promise.all([zipped.of(file), zipped.of(file)]);
  expect(text(one)).toBe('first');
  expect(other).toBe(one);
  expect(await zipped.of(file)).toBe(one);
  // As long as the first.
  writeFileSync(file, 'later');
  utimesSync(file, 1, 1);
  expect(text(await zipped.of(file))).toBe('later');
});

test('what is too large to keep is left to be sent as it is read', async () => {
  const file = join(folder, 'large.json');
  writeFileSync(file, Buffer.alloc(8_000_001, ' '));
  expect(await new Zipped().of(file)).toBeUndefined();
});

test('a file that is gone throws, and is there once it is back', async () => {
  const [file, zipped] = [join(folder, 'gone.html'), new Zipped()];
  await expect(zipped.of(file)).rejects.toThrow('ENOENT');
  writeFileSync(file, 'back');
  expect(text(await zipped.of(file))).toBe('back');
});

test('what is kept has an end, and everything still comes', async () => {
  const files = Array.from({ length: 3 }, (_, i) => join(folder, `page-${i}.html`));
  for (const file of files) writeFileSync(file, file);
  const [first] = await Promise.all(files.map((file) => new Zipped().of(file)));
  // For two of three.
  const zipped = new Zipped(2.5 * first!.length);
  const kept: (Buffer | undefined)[] = [];
  for (const file of files) kept.push(await zipped.of(file));
  const again = await zipped.of(files[0]!);
  expect(again).not.toBe(kept[0]);
  expect(text(again)).toBe(files[0]);
  expect(await zipped.of(files[0]!)).toBe(again);
});
