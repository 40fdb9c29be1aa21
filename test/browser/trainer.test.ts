import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainedHash } from '../trainer/trained-hash.ts';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

test('a training in Chromium comes to the weights that it comes to in Node, to the last bit', async () => {
  const [steps, folded] = [2000, 40];
  const found = await harness.withPage({}, ({ page }) =>
    page.evaluate(
      async ([whole, few]) => [await globalThis.trainedHash(whole), await globalThis.trainedHash(few, true)],
      [steps, folded] as const,
    ),
  );
  expect(found).toEqual([await trainedHash(steps), await trainedHash(folded, true)]);
});
