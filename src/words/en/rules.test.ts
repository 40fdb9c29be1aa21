import { expect, test } from 'vitest';
import { ruleOf } from '../../../models/checkpoints/rules/rule.ts';
import { epsilonText, networkReasonText, networkWords, picturesReasonText, picturesWords } from './rules.ts';

test('ε is written out', () => {
  expect([1e-3, 1e-5, 0.0123, 1].map(epsilonText)).toEqual(['0.001', '0.00001', '0.0123', '1']);
});

test('a rule in words', () => {
  expect(
    networkWords({ padding: 'same', batchNormEpsilon: 1e-3, residual: 'notFirst', poolEdge: 'zeros' }),
  ).toBe('TensorFlow’s padding, ε 0.001; max-pools see zeros beyond the edge');
  const effdet = {
    naming: 'effdet',
    task: 'detection',
    network: 'efficientdet-d0',
    variant: 'standard',
    side: 512,
    names: [],
    redundantBias: false,
  } as const;
  const rule = ruleOf(effdet);
  expect(networkWords(rule.properties)).toBe(
    'symmetric padding, ε 0.00001 in the backbone; symmetric padding, ε 0.001 behind it',
  );
  expect(picturesWords(rule)).toBe('fitted whole, minus ImageNet’s mean, over its deviation');
  const { pictures, ...lite } = ruleOf({
    ...effdet,
    naming: 'timm',
    task: 'classification',
    variant: 'lite',
    side: 224,
  });
  expect(picturesWords(lite)).toBe(
    'cropped to the middle 87.5\u202f%, as the Lite networks’ are, (v − 127) / 128',
  );
  expect(picturesReasonText(pictures)).toMatch(/^A guess\. /);
  expect(networkReasonText(rule.network)).toMatch(/^Its convolutions/);
});
