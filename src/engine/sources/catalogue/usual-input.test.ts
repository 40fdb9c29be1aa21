import { expect, test } from 'vitest';
import { usualInput } from './usual-input.ts';

const of = (
  task: 'classification' | 'detection',
  network: string | null,
  id: 'timm' | 'effdet',
  side: number,
) => usualInput({ task, network, naming: { id } }, side, side);

test('a network that the catalogue has lends its preparation: Lite is normalised otherwise than B0', () => {
  const lite = of('classification', 'efficientnet-lite0', 'timm', 224);
  expect(lite.input).toMatchObject({ height: 224, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] });
  expect(lite.preparedAs).toMatch(/lite0/i);
  const b0 = of('classification', 'efficientnet-b0', 'timm', 192);
  expect(b0.input).toMatchObject({
    height: 192,
    width: 192,
    mean: [0.485, 0.456, 0.406],
    cropFraction: 0.875,
  });
});

test('the rule of another naming stands in where the own one is not listed', () => {
  const d1 = of('detection', 'efficientdet-d1', 'effdet', 640);
  expect(d1.input).toMatchObject({ height: 640, interpolation: 'bilinear' });
  expect(d1.preparedAs).toMatch(/official TensorFlow checkpoint/);
});

test('of a size that was never released only the common rule is known', () => {
  const { input, preparedAs } = of('classification', null, 'timm', 224);
  expect(input).toMatchObject({ mean: [0.485, 0.456, 0.406], cropFraction: 0.875, interpolation: 'bicubic' });
  expect(preparedAs).toBeUndefined();
  expect(of('detection', null, 'effdet', 512).input).not.toHaveProperty('cropFraction');
});
