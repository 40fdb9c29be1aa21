import { readdirSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import index from '../../../models/scenes/sprites/index.json' with { type: 'json' };
import { artBytes, classSheetBytes } from './art-bytes.ts';

const folder = new URL('../../../models/scenes/sprites/', import.meta.url);

test('the index tells what every sheet weighs', () => {
  for (const { file, bytes } of [...index.sheets, index.photographs])
    expect(statSync(new URL(file, folder)).size, file).toBe(bytes);
  const files = readdirSync(folder).filter((file) => file.endsWith('.png'));
  expect(artBytes(() => true)).toBe(
    files.reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0),
  );
  expect(classSheetBytes().noto).toBe(statSync(new URL('noto.classes.png', folder)).size);
});
