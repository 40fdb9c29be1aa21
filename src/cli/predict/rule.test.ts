import { expect, test } from 'vitest';
import { Complaint } from '../complaint.ts';
import { loadFile } from '../loaded.ts';
import { ruleGiven, ruleLines, ruleReport } from './rule.ts';

const fixture = (name: string) =>
  new URL(`../../../test/fixtures/checkpoints/${name}.safetensors`, import.meta.url).pathname;

test('a rule as it is typed', () => {
  expect(ruleGiven({})).toEqual({});
  expect(ruleGiven({ padding: 'same', epsilon: '1e-3', preprocessing: 'lite' })).toEqual({
    padding: 'same',
    batchNormEpsilon: 1e-3,
    normalising: 'lite',
  });
  expect(ruleGiven({ padding: 'symmetric,same', epsilon: '1e-5,1e-3' })).toEqual({
    backbonePadding: 'symmetric',
    padding: 'same',
    backboneEpsilon: 1e-5,
    batchNormEpsilon: 1e-3,
  });
});

test.each([
  [{ padding: 'valid' }, /--padding is same or symmetric/],
  [{ padding: 'same,same,same' }, /more than a value for the backbone/],
  [{ epsilon: '5' }, /--epsilon is a number between 0 and 1/],
  [{ epsilon: '' }, /--epsilon is a number/],
  [{ epsilon: '1e-3,x' }, /--epsilon is a number/],
  [
    { preprocessing: 'caffe' },
    /has no “caffe”\. It is one of: imagenet: .*; inception: .*; lite: .*; unit: /,
  ],
])('%j is no rule', (options, message) => {
  expect(() => ruleGiven(options)).toThrow(Complaint);
  expect(() => ruleGiven(options)).toThrow(message);
});

test('a guess is said, for a person and for a program, and what can be done about it', () => {
  const network = loadFile(fixture('timm-own-efficientnet-w010-d03'));
  expect(ruleLines(network)).toEqual([
    'efficientnet of a size that was never released, 6 classes, named as in timm',
    expect.stringMatching(/^network: {2}symmetric padding, ε 0\.00001\. A guess\. timm gives/),
    expect.stringMatching(
      /^pictures: 224×224, cropped to the middle 87\.5.%, minus ImageNet’s mean.* A guess\./,
    ),
    '--padding, --epsilon and --preprocessing choose another rule.',
    '',
  ]);
  expect(ruleReport(network)).toMatchObject({
    network: 'efficientnet',
    library: 'timm',
    padding: 'symmetric',
    epsilon: 1e-5,
    preprocessing: 'imagenet',
    guessed: ['padding', 'epsilon', 'preprocessing'],
  });
});

test('what was chosen is no guess', () => {
  const given = ruleGiven({ padding: 'same', epsilon: '0.001', preprocessing: 'inception' });
  const report = ruleReport(loadFile(fixture('timm-own-efficientnet-w010-d03'), given));
  expect(report).toMatchObject({
    padding: 'same',
    epsilon: 1e-3,
    preprocessing: 'inception',
    guessed: [],
    why: [
      'As you chose, in place of: symmetric padding, ε 0.00001.',
      expect.stringMatching(/^As you chose, in place of: .*minus ImageNet’s mean/),
    ],
  });
});

test('Lite networks are prepared as Lite networks are', () => {
  const { normalization } = loadFile(fixture('timm-lite-w010-d03'));
  for (const mean of normalization.mean) expect(mean).toBeCloseTo(127, 9);
  for (const deviation of normalization.standardDeviation) expect(deviation).toBeCloseTo(128, 9);
  expect(loadFile(fixture('effdet-lite-tiny')).file?.rule.normalising).toBe('lite');
});
