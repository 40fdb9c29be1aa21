import { expect, test } from 'vitest';
import { ruleOf } from '../../../models/checkpoints/rules/rule.ts';
import { titleOf } from '../../../models/families/index.ts';
import { withProperties } from '../../../models/recognise.ts';
import { variantSentences } from '../../words/en/variants.ts';
import { ownNetworkText, ownRuleText } from './own-file.ts';
import { asked, copyChoice, epsilonChoice, normalisingChoice, paddingChoice } from './own-rule.ts';

const common = {
  task: 'classification',
  network: 'efficientnet-b0',
  variant: 'standard',
  side: 224,
  names: [],
} as const;
const timm = ruleOf({ ...common, naming: 'timm' });
const effdet = ruleOf({
  ...common,
  naming: 'effdet',
  task: 'detection',
  network: 'efficientdet-d4',
  names: ['efficientdet_d4.pth'],
});

test('a classifier’s padding and ε are one of two', () => {
  expect(paddingChoice(timm, timm)).toEqual({
    options: [
      { value: 'same', label: 'TensorFlow’s' },
      { value: 'symmetric', label: 'symmetric' },
    ],
    value: 'symmetric',
  });
  expect(epsilonChoice(timm, timm)).toEqual({
    options: [
      { value: '0.001', label: '0.001' },
      { value: '0.00001', label: '0.00001' },
    ],
    value: '0.00001',
  });
  expect(normalisingChoice(timm).value).toBe('imagenet');
  expect(normalisingChoice(timm).options.map(({ value }) => value)).toEqual([
    'imagenet',
    'inception',
    'lite',
    'unit',
  ]);
});

test('an ε that was typed is among the choices', () => {
  const typed = { ...timm, properties: { ...timm.properties, batchNormEpsilon: 0.01 } };
  expect(epsilonChoice(timm, typed).options.map(({ value }) => value)).toEqual(['0.001', '0.00001', '0.01']);
});

test('where the library’s backbone has another rule, that is a third choice, and the way back', () => {
  const padding = paddingChoice(effdet, effdet);
  expect([padding.options.length, padding.value]).toEqual([3, 'mixed']);
  expect(padding.options[2]?.label).toBe('symmetric in the backbone, TensorFlow’s behind it');
  const changed = { ...effdet, properties: withProperties(effdet.properties, { padding: 'same' }) };
  expect(paddingChoice(effdet, changed).value).toBe('same');
  expect(epsilonChoice(effdet, changed).value).toBe('mixed');
  expect(asked(effdet, { padding: 'same' }, { padding: 'mixed' })).toEqual({});
});

test('only what differs from the file’s own rule is asked for, and what was asked before stays', () => {
  const same = asked(timm, {}, { padding: 'same' });
  expect(same).toEqual({ padding: 'same' });
  const both = asked(timm, same, { epsilon: '0.001' });
  expect(both).toEqual({ padding: 'same', batchNormEpsilon: 1e-3 });
  expect(asked(timm, both, { normalising: 'inception' })).toEqual({ ...both, normalising: 'inception' });
  expect(asked(timm, both, { padding: 'symmetric' })).toEqual({ batchNormEpsilon: 1e-3 });
  expect(asked(timm, { size: [128, 128] }, { epsilon: '0.00001' })).toEqual({ size: [128, 128] });
});

test('the card says the library, the network, the rule and why', () => {
  const checkpoint = {
    id: 'own',
    title: 'mine.safetensors',
    task: 'classification',
    bytes: 1,
    sha256: null,
    licence: null,
    network: 'efficientnet-b0',
    names: titleOf('efficientnet-b0'),
    classes: 1000,
    labels: 'imagenet',
    input: { height: 224, width: 224, mean: [0, 0, 0], std: [1, 1, 1], interpolation: 'bicubic' },
    own: { naming: 'timm', rule: timm, usual: timm },
  } as const;
  expect(ownNetworkText(checkpoint)).toBe('EfficientNet-B0 for 1,000 classes, its tensors named as in timm');
  expect(ownNetworkText({ ...checkpoint, names: titleOf('efficientnet') })).toMatch(
    /^EfficientNet of a size that was never released for/,
  );
  expect(ownRuleText(checkpoint)).toMatch(
    /^Symmetric padding, ε 0\.00001 \(a guess\)\. Pictures are cropped to the middle 87\.5\u202f%, minus ImageNet’s mean, over its deviation \(a guess\)\. The list of networks says why/,
  );
});

test('of several copies of the weights one is chosen, and another rule keeps that choice', () => {
  const plain = { id: 'state_dict', prefix: 'state_dict.', average: false };
  const average = { id: 'state_dict_ema', prefix: 'state_dict_ema.', average: true };
  const copies = { variant: average, variants: [plain, average], others: 0 };
  expect(copyChoice(copies)).toEqual({
    options: [
      { value: 'state_dict', label: 'state_dict' },
      { value: 'state_dict_ema', label: 'state_dict_ema' },
    ],
    value: 'state_dict_ema',
  });
  expect(copyChoice({ ...copies, variants: [average] })).toBe(undefined);
  expect(asked(timm, { variant: 'state_dict' }, { padding: 'same' })).toEqual({
    variant: 'state_dict',
    padding: 'same',
  });
});

test('what is said of copies: the prefix, the average, what is not read', () => {
  const plain = { id: 'plain', prefix: '', average: false };
  const average = { id: 'ema', prefix: 'ema.', average: true };
  expect(variantSentences({ variant: plain, variants: [plain], others: 0 })).toEqual([]);
  expect(variantSentences({ variant: average, variants: [plain, average], others: 2 })).toEqual([
    'The weights’ names begin with “ema.”, which is taken off.',
    'Read is “ema”, an average over the steps of the training; the file also has “plain”.',
    '2 other tensors, such as an optimizer’s state, are not read.',
  ]);
});
