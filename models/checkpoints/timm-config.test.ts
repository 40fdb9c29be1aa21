import { describe, expect, test } from 'vitest';
import { picturesReasonText } from '../../src/words/en/rules.ts';
import { CheckpointError } from './checkpoint-error.ts';
import { ruleOf } from './rules/rule.ts';
import { checkConfig, configBeside, readTimmConfig, ruleByConfig, type TimmConfig } from './timm-config.ts';

/** As timm 1.0 writes it (`save_config_for_hf`). */
const written = {
  architecture: 'tf_efficientnet_b0',
  num_classes: 3,
  num_features: 1280,
  label_names: ['oak', 'ash', 'yew'],
  pretrained_cfg: {
    tag: 'ap_in1k',
    custom_load: false,
    input_size: [3, 192, 256],
    fixed_input_size: false,
    interpolation: 'bilinear',
    crop_pct: 0.9,
    crop_mode: 'center',
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    num_classes: 3,
    first_conv: 'conv_stem',
    classifier: 'classifier',
  },
};
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const config = (more: object = {}, pretrained: object = {}): TimmConfig =>
  readTimmConfig(
    bytes({ ...written, ...more, pretrained_cfg: { ...written.pretrained_cfg, ...pretrained } }),
  )!;
const codeOf = (act: () => void) => {
  try {
    act();
  } catch (error) {
    return error instanceof CheckpointError ? error.fault : error;
  }
  return undefined;
};

describe('a config.json', () => {
  test('of timm is read', () => {
    expect(config()).toEqual({
      architecture: 'tf_efficientnet_b0.ap_in1k',
      classes: 3,
      labels: ['oak', 'ash', 'yew'],
      size: [192, 256],
      cropFraction: 0.9,
      interpolation: 'bilinear',
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
    });
  });

  test('of anybody else is none', () => {
    const transformers = { architectures: ['EfficientNetForImageClassification'], image_size: 224 };
    for (const other of [transformers, [], null, 'text', { architecture: 'efficientnet_b0' }])
      expect(readTimmConfig(bytes(other))).toBeUndefined();
    expect(readTimmConfig(new TextEncoder().encode('{"architecture": "efficient'))).toBeUndefined();
  });

  test('with parts of another kind says nothing of these', () => {
    const odd = { input_size: [3, -1, 224], crop_pct: 2, interpolation: 'random', mean: [0.5], std: 'none' };
    expect(config({ num_classes: '3', label_names: [1, 2, 3] }, { ...odd, num_classes: null })).toMatchObject(
      {
        classes: null,
        labels: null,
        size: null,
        cropFraction: null,
        interpolation: null,
        mean: null,
        std: null,
      },
    );
  });

  test('is the one in the folder of the file that leads', () => {
    const paths = ['a/model.safetensors', 'a/config.json', 'config.json', 'b/config.json'];
    expect(configBeside('a/model.safetensors', paths)).toBe('a/config.json');
    expect(configBeside('model.safetensors', paths)).toBe('config.json');
    expect(configBeside('c/model.safetensors', paths)).toBeUndefined();
  });
});

describe('against the weights beside it', () => {
  const of = (network: string | null, classes = 3) => ({ network, classes });
  test('one of the same network and classes passes', () => {
    for (const network of ['efficientnet-b0', null]) checkConfig(config(), of(network));
    checkConfig(config({ architecture: 'mobilenetv2_100' }), of('mobilenet-v2-1.0'));
  });

  test('one of another is refused, with both', () => {
    expect(codeOf(() => checkConfig(config(), of('efficientnet-b3')))).toEqual({
      code: 'config-network',
      architecture: 'tf_efficientnet_b0.ap_in1k',
      network: 'efficientnet-b3',
    });
    expect(codeOf(() => checkConfig(config(), of(null, 10)))).toEqual({
      code: 'config-classes',
      told: 3,
      classes: 10,
    });
    expect(codeOf(() => checkConfig(config({ label_names: ['oak'] }), of(null)))).toEqual({
      code: 'config-labels',
      labels: 1,
      classes: 3,
    });
  });
});

describe('in a rule', () => {
  const rule = ruleOf({
    naming: 'timm',
    task: 'classification',
    network: 'efficientnet-b0',
    variant: 'standard',
    side: 224,
    names: [],
  });

  test('what it says of pictures stands, as sure', () => {
    expect(rule).toMatchObject({ normalising: 'imagenet', pictures: { sure: false } });
    expect(ruleByConfig(rule, config())).toMatchObject({
      normalising: 'inception',
      evaluation: { side: 256, cropFraction: 0.9, interpolation: 'bilinear' },
      pictures: { sure: true, why: { is: 'config' } },
      properties: rule.properties,
    });
    const usual = config({}, { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] });
    expect(ruleByConfig(rule, usual).normalising).toBe('imagenet');
  });

  test('a mean that no known way has is told, and the library’s way stays', () => {
    const { normalising, pictures } = ruleByConfig(rule, config({}, { mean: [0.1, 0.2, 0.3] }));
    expect(normalising).toBe('imagenet');
    expect(pictures.sure).toBe(false);
    expect(pictures.why).toEqual({
      is: 'config-unknown',
      mean: [0.1, 0.2, 0.3],
      std: [0.5, 0.5, 0.5],
      stays: rule.pictures.why,
    });
    expect(picturesReasonText(pictures)).toMatch(
      /^A guess\. .*mean 0\.1, 0\.2, 0\.3 and deviation 0\.5, 0\.5, 0\.5/,
    );
  });

  test('one that says nothing of pictures changes nothing', () => {
    const silent = config(
      {},
      { mean: null, std: null, input_size: null, crop_pct: null, interpolation: null },
    );
    expect(ruleByConfig(rule, silent)).toEqual(rule);
  });
});
