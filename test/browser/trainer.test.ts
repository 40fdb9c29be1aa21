import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainedHash } from '../trainer/trained-hash.ts';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

test('a training in Chromium comes to the weights that it comes to in Node, to the last bit', async () => {
  const steps = 200;
  const found = await harness.withPage({}, ({ page }) =>
    page.evaluate((count) => globalThis.trainedHash(count), steps),
  );
  expect(found).toBe(await trainedHash(steps));
});
