import { describe, expect, test } from 'vitest';
import { networkReasonText } from '../../../src/words/en/rules.ts';
import { type Asked, ruleOf } from './rule.ts';

const classifier = (more: Partial<Asked>) =>
  ruleOf({
    naming: 'timm',
    task: 'classification',
    network: 'efficientnet-b0',
    variant: 'standard',
    side: 224,
    names: [],
    ...more,
  });
const detector = (more: Partial<Asked>) =>
  ruleOf({
    naming: 'effdet',
    task: 'detection',
    network: 'efficientdet-d0',
    variant: 'standard',
    side: 512,
    names: [],
    ...more,
  });

const tensorFlow = { padding: 'same', batchNormEpsilon: 1e-3 };
const pyTorch = { padding: 'symmetric', batchNormEpsilon: 1e-5 };

describe('timm’s two kinds of networks have the same names of tensors', () => {
  test.each([
    ['tf_efficientnet_b0_aa-827b6e33.pth', tensorFlow],
    ['tf_efficientnet_b3.ns_jft_in1k', tensorFlow],
    ['efficientnet_b0_ra-3dd342df.pth', pyTorch],
    ['efficientnet_b3.ra2_in1k', pyTorch],
  ])('%s says which it is', (name, expected) => {
    const { properties, network } = classifier({ names: ['model.safetensors', name] });
    expect(properties).toMatchObject(expected);
    expect(network).toMatchObject({ sure: true });
    expect(networkReasonText(network)).toContain(name);
  });

  test.each([
    ['efficientnet-b0', 'standard', pyTorch],
    ['efficientnet-b4', 'standard', pyTorch],
    [null, 'standard', pyTorch],
    ['efficientnet-b5', 'standard', tensorFlow],
    ['efficientnet-b8', 'standard', tensorFlow],
    ['efficientnet-lite0', 'lite', tensorFlow],
  ] as const)(
    'a file of %s that says nothing is guessed, and the guess is said',
    (network, variant, expected) => {
      const rule = classifier({ network, variant, names: ['model.safetensors', 'timm-own-b0.safetensors'] });
      expect(rule.properties).toMatchObject(expected);
      expect(rule.network).toMatchObject({ sure: false });
      expect(networkReasonText(rule.network)).toMatch(
        /symmetric padding and ε 0\.00001.*TensorFlow’s padding and ε 0\.001/,
      );
    },
  );
});

test('torchvision’s ε depends on the size', () => {
  const epsilons = Array.from(
    { length: 8 },
    (_, size) =>
      classifier({ naming: 'torchvision', network: `efficientnet-b${size}` }).properties.batchNormEpsilon,
  );
  expect(epsilons).toEqual([1e-5, 1e-5, 1e-5, 1e-5, 1e-5, 1e-3, 1e-3, 1e-3]);
  const { properties, network } = classifier({ naming: 'torchvision', network: null });
  expect(properties).toMatchObject(pyTorch);
  expect(network.sure).toBe(false);
});

test('the ports of the authors’ networks have TensorFlow’s rule in every size', () => {
  for (const naming of ['transformers', 'lukemelas', 'automl', 'model-garden', 'own'] as const)
    expect(classifier({ naming, network: 'efficientnet-b7' })).toMatchObject({
      properties: tensorFlow,
      network: { sure: true },
    });
  expect(detector({ naming: 'zylo117' })).toMatchObject({
    properties: { ...tensorFlow, residual: 'notFirst', poolEdge: 'zeros' },
    anchorRoots: 'rounded',
  });
});

describe('effdet', () => {
  test('biases in front of batch norms are the authors’ models', () => {
    const { properties, network, anchorRoots } = detector({ redundantBias: true });
    expect(properties).toEqual({ ...tensorFlow, residual: 'equalChannels' });
    expect([network.sure, anchorRoots]).toEqual([true, 'rounded']);
  });

  test('without them the backbone has another rule than what is behind it', () => {
    const backbone = { backbonePadding: 'symmetric', backboneEpsilon: 1e-5 };
    expect(detector({ redundantBias: false }).properties).toMatchObject({
      padding: 'symmetric',
      batchNormEpsilon: 1e-3,
      ...backbone,
    });
    expect(detector({ redundantBias: false, variant: 'lite' }).properties).toMatchObject({
      ...tensorFlow,
      ...backbone,
    });
  });

  test('its own D4 has the biases as well: told by its name, else a guess', () => {
    const d4 = { network: 'efficientdet-d4', redundantBias: true } as const;
    expect(detector(d4).network.sure).toBe(false);
    expect(detector({ ...d4, names: ['efficientdet_d4.pth'] })).toMatchObject({
      properties: { ...tensorFlow, backbonePadding: 'symmetric', backboneEpsilon: 1e-5 },
      network: { sure: true },
    });
    expect(detector({ ...d4, names: ['tf_efficientdet_d4_49-f56376d9.pth'] })).toMatchObject({
      properties: tensorFlow,
      network: { sure: true },
    });
  });
});

describe('pictures', () => {
  test.each([
    ['tf_efficientnet_b0_ap-f262efe1.pth', 'timm'],
    ['tf_efficientnet_b5.ap_in1k', 'timm'],
    ['adv-efficientnet-b0-b64d5a18.pth', 'lukemelas'],
    ['efficientnet_b0.ra4_e3600_r224_in1k', 'timm'],
  ] as const)('%s says that they are brought to −1 … 1', (name, naming) => {
    const { normalising, pictures } = classifier({ naming, names: [name] });
    expect([normalising, pictures.sure]).toEqual(['inception', true]);
  });

  test('of AdvProp’s detectors too', () => {
    expect(detector({ names: ['tf_efficientdet_d0_ap-d0cdbd0a.pth'] }).normalising).toBe('inception');
    expect(detector({ names: ['tf_efficientdet_d0_34-f153e0cf.pth'] }).normalising).toBe('imagenet');
  });

  test('of B8, of which the AdvProp weights came first, it is guessed', () => {
    const b8 = classifier({ naming: 'lukemelas', network: 'efficientnet-b8', side: 672 });
    expect(b8).toMatchObject({ normalising: 'inception', pictures: { sure: false } });
  });

  test('Lite networks have their own, classifiers and detectors of every library', () => {
    for (const naming of ['timm', 'automl', 'own'] as const)
      expect(classifier({ naming, network: 'efficientnet-lite0', variant: 'lite' }).normalising).toBe('lite');
    for (const naming of ['effdet', 'automl'] as const)
      expect(detector({ naming, network: 'efficientdet-lite2', variant: 'lite' }).normalising).toBe('lite');
    // What timm trained itself, it trained on ImageNet's mean.
    const own = classifier({
      network: 'efficientnet-lite0',
      variant: 'lite',
      names: ['efficientnet_lite0_ra-37913777.pth'],
    });
    expect(own).toMatchObject({ normalising: 'imagenet', properties: pyTorch });
  });

  test('size, crop and interpolation are the library’s', () => {
    const side = 300;
    const b3 = { network: 'efficientnet-b3', side } as const;
    expect(classifier({ ...b3, naming: 'torchvision' }).evaluation).toEqual({
      side: 300,
      cropFraction: 300 / 320,
      interpolation: 'bicubic',
    });
    expect(classifier(b3).evaluation).toMatchObject({ side: 288, cropFraction: 288 / 329 });
    expect(classifier({ ...b3, names: ['tf_efficientnet_b3_aa'] }).evaluation).toMatchObject({
      side: 300,
      cropFraction: 300 / 332,
    });
    expect(classifier({ ...b3, naming: 'lukemelas' }).evaluation).toMatchObject({
      side: 300,
      cropFraction: 1,
    });
    const lite4 = classifier({ network: 'efficientnet-lite4', variant: 'lite', side });
    expect(lite4.evaluation).toMatchObject({ side: 380, interpolation: 'bilinear' });
    expect(detector({}).evaluation).toEqual({ side: 512, interpolation: 'bilinear' });
    // effdet 0.4.1, `efficientdet_model_param_dict`: (384, 384); the authors' Lite0, which it ported, has (320, 320).
    const lite = { network: 'efficientdet-lite0', variant: 'lite', side: 320 } as const;
    expect(detector({ ...lite, redundantBias: false }).evaluation.side).toBe(384);
    expect(detector({ ...lite, names: ['efficientdet_lite0.pth'] }).evaluation.side).toBe(384);
    expect(detector({ ...lite, redundantBias: true }).evaluation.side).toBe(320);
    expect(detector({ redundantBias: false }).evaluation.side).toBe(512);
  });
});
