import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('everything runs on the Node that the project brings with it', () => {
  const { dependencies } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  ) as { dependencies: Record<string, string> };
  expect(process.versions.node).toBe(dependencies.node);
});
