import { expect, test } from 'vitest';
import { lossSentence } from '../../words/en/figures/focal-loss.ts';
import { balanceOf, curvesOf, example, probabilities } from './logic.ts';

test('the curves lie where the losses do', () => {
  const { plain, focal } = curvesOf(true, { alpha: 0.25, gamma: 0 });
  expect(plain).toHaveLength(99);
  expect(probabilities.at(-1)).toBe(0.99);
  for (const [index, [p, loss]] of plain.entries()) {
    expect(loss).toBeCloseTo(-Math.log(p), 12);
    expect(focal[index]?.[1]).toBeCloseTo(loss / 4, 12);
  }
});

test('background outweighs objects without γ, and no longer with it', () => {
  const { onObjects, objectSaid, backgroundSaid } = example;
  const anchors = 49_104;
  const { plain, focal } = balanceOf(anchors, { alpha: 0.25, gamma: 1.5 });
  const byHand =
    ((anchors - onObjects) * -Math.log(1 - backgroundSaid)) / (onObjects * -Math.log(objectSaid));
  expect(plain).toBeCloseTo(byHand, 9);
  expect(plain).toBeGreaterThan(10);
  expect(focal).toBeLessThan(1);
});

test('one answer in words', () => {
  expect(lossSentence({ probability: 0.1, isYes: false, plain: 0.105, focal: 0.0025 })).toBe(
    'The network says 0.10 where there is background: cross-entropy 0.10, focal loss 0.0025, 42× less.',
  );
});
