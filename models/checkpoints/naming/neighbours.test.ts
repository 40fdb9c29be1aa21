import { expect, test } from 'vitest';
import { spoken } from '../../../test/spoken.ts';
import { recognise } from '../../recognise.ts';
import { type NamedTensor, namedTensors } from '../formats/named-tensors.ts';
import { neighbourOf } from './neighbours.ts';

/** A few of the tensors that a library writes for a network, with their shapes. */
const file = (shapes: Readonly<Record<string, readonly number[]>>) =>
  namedTensors(
    'safetensors',
    Object.entries(shapes).map(
      ([name, shape]): NamedTensor => ({
        name,
        dtype: 'float32',
        shape,
        offset: 0,
        bytes: 4,
        read: () => new Float32Array(1),
      }),
    ),
  );

const stem = { 'conv_stem.weight': [32, 3, 3, 3], 'bn1.weight': [32], 'bn1.running_mean': [32] };
const first = { 'blocks.0.0.conv_dw.weight': [32, 1, 3, 3], 'blocks.0.0.conv_pw.weight': [16, 32, 1, 1] };
const detector = {
  'backbone.conv_stem.weight': [32, 3, 3, 3],
  'class_net.predict.conv_pw.weight': [810, 64, 1, 1],
  'fpn.cell.0.fnode.0.combine.edge_weights': [2],
};

// As timm 1.0.31, torchvision 0.29 and effdet 0.4 name them.
test.each([
  [
    'tf_efficientnetv2_b0',
    'an EfficientNetV2',
    'timm',
    { ...stem, 'blocks.0.0.conv.weight': [16, 32, 3, 3] },
  ],
  [
    'efficientnetv2_rw_s',
    'an EfficientNetV2',
    'timm',
    {
      ...stem,
      'blocks.0.0.conv_exp.weight': [24, 24, 3, 3],
      'blocks.3.0.se.conv_reduce.weight': [16, 256, 1, 1],
    },
  ],
  [
    'efficientnet_es',
    'an EfficientNet-EdgeTPU',
    'timm',
    { ...stem, 'blocks.0.0.conv_exp.weight': [96, 32, 3, 3] },
  ],
  ['mixnet_s', 'a MixNet', 'timm', { ...stem, ...first, 'blocks.1.0.conv_pw.0.weight': [48, 8, 1, 1] }],
  [
    'efficientnet_cc_b0_4e',
    'conditional convolutions',
    'timm',
    { ...stem, ...first, 'blocks.3.0.routing_fn.weight': [4, 480] },
  ],
  [
    'efficientnet_b0_gn',
    'other norms than batch norms',
    'timm',
    { 'conv_stem.weight': [32, 3, 3, 3], 'bn1.weight': [32], ...first },
  ],
  [
    'efficientnet_b0_g16_evos',
    'grouped convolutions',
    'timm',
    { ...stem, 'blocks.0.0.conv_dw.weight': [32, 16, 3, 3] },
  ],
  [
    'efficientnet_b2_pruned',
    'a pruned EfficientNet',
    'timm',
    {
      ...stem,
      ...first,
      'blocks.1.0.conv_pw.weight': [72, 16, 1, 1],
      'blocks.1.0.conv_pwl.weight': [24, 72, 1, 1],
    },
  ],
  [
    'mobilenetv3_large_100',
    'a MobileNetV3',
    'timm',
    { ...stem, ...first, 'conv_head.weight': [1280, 960, 1, 1], 'conv_head.bias': [1280] },
  ],
  [
    'mobilenetv1_100',
    'a MobileNetV1',
    'timm',
    {
      ...stem,
      ...first,
      'blocks.1.0.conv_dw.weight': [64, 1, 3, 3],
      'blocks.1.0.conv_pw.weight': [128, 64, 1, 1],
    },
  ],
  [
    'efficientnet_v2_s',
    'an EfficientNetV2',
    'torchvision',
    { 'features.0.0.weight': [24, 3, 3, 3], 'features.1.0.block.0.0.weight': [24, 24, 3, 3] },
  ],
  [
    'mobilenet_v2',
    'a MobileNetV2',
    'torchvision',
    { 'features.0.0.weight': [32, 3, 3, 3], 'features.1.conv.0.0.weight': [32, 1, 3, 3] },
  ],
  [
    'resnet18',
    'a ResNet',
    'timm and torchvision',
    { 'conv1.weight': [64, 3, 7, 7], 'bn1.weight': [64], 'layer1.0.conv1.weight': [64, 64, 3, 3] },
  ],
  [
    'efficientdet_q0',
    'quad feature network',
    'effdet',
    {
      ...detector,
      'backbone.blocks.0.0.conv_dw.weight': [32, 1, 3, 3],
      'fpn.cell.0.fnode.16.combine.edge_weights': [2],
    },
  ],
  [
    'efficientdetv2_dt',
    'another backbone',
    'effdet',
    { ...detector, 'backbone.blocks.0.0.conv.weight': [24, 24, 3, 3] },
  ],
  [
    'resdet50',
    'another backbone',
    'effdet',
    { 'fpn.cell.0.fnode.0.combine.edge_weights': [2], 'backbone.conv1.weight': [64, 3, 7, 7] },
  ],
] as const)('%s is named as what it is, not as unknown', (_, network, library, shapes) => {
  const refused = spoken(() => recognise(file(shapes)));
  expect(refused).toThrow(/^The file holds an? [^.]+, its tensors named as in /);
  expect(refused).toThrow(network);
  expect(refused).toThrow(
    `, its tensors named as in ${library}. The naming is known here, but that network does not run here yet.`,
  );
});

test('networks that run here are no neighbours', () => {
  const b0 = {
    ...stem,
    ...first,
    'blocks.1.0.conv_pw.weight': [96, 16, 1, 1],
    'blocks.1.0.conv_pwl.weight': [24, 96, 1, 1],
  };
  expect(neighbourOf(file(b0))).toBeUndefined();
  expect(
    neighbourOf(
      file({ 'features.0.0.weight': [32, 3, 3, 3], 'features.1.0.block.0.0.weight': [32, 1, 3, 3] }),
    ),
  ).toBeUndefined();
  expect(
    neighbourOf(file({ ...detector, 'backbone.blocks.0.0.conv_dw.weight': [32, 1, 3, 3] })),
  ).toBeUndefined();
});
