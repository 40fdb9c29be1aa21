import { roundFilters } from '../blocks/rounding.ts';
import type { MnasNetModel } from '../families/mnasnet/network.ts';
import { mobileNetV1Layout } from '../families/mobilenet-v1/network.ts';
import type { MobileNetV3Size } from '../families/mobilenet-v3/network.ts';
import {
  type Asked,
  call,
  classesArgument,
  kerasListed,
  lacking,
  type Snippet,
  timmListed,
  timmMade,
  torchCode,
  torchvisionListed,
} from './snippet.ts';

const multiplier = (width: number) => `channel_multiplier=${width}`;
const alpha = (width: number): string[] => (width === 1 ? [] : [`alpha=${width}`]);
const tensorFlows = ['pad_type="same"', 'bn_eps=1e-3'];

/** MobileNetV1's widths before they are scaled. */
const v1Filters = [32, 64, 128, 256, 512, 1024];

/** MobileNetV1: the authors cut channels off, timm rounds them to multiples of 8. */
export function mobileNetV1Snippets(width: number, asked: Asked): readonly Snippet[] {
  const { stemFilters, stages } = mobileNetV1Layout(width);
  const own = [stemFilters, ...stages.map(([first]) => first?.filters ?? 0)];
  const same = (rule: (filters: number) => number) => v1Filters.every((each, i) => rule(each) === own[i]);
  const given = ['"mobilenetv1_100"', multiplier(width), ...tensorFlows];
  return [
    same((filters) => roundFilters(filters, width))
      ? timmMade('_gen_mobilenet_v1', given, asked)
      : lacking('timm', 'rounding'),
    lacking('torchvision', 'family'),
    same((filters) => Math.trunc(filters * width))
      ? kerasListed('MobileNet', alpha(width), asked)
      : lacking('keras', 'rounding'),
  ];
}

export function mobileNetV2Snippets(width: number, asked: Asked): readonly Snippet[] {
  const given = ['"mobilenetv2_100"', multiplier(width), ...tensorFlows];
  return [
    timmMade('_gen_mobilenet_v2', given, asked),
    torchvisionListed('mobilenet_v2', width === 1 ? [] : [`width_mult=${width}`], asked),
    kerasListed('MobileNetV2', alpha(width), asked),
  ];
}

/** MobileNetV3: timm and Keras scale its expansions and its last layers by rules of their own, so that only width 1 is the same. */
export function mobileNetV3Snippets(size: MobileNetV3Size, width: number, asked: Asked): readonly Snippet[] {
  const title = size === 'large' ? 'Large' : 'Small';
  if (width === 1)
    return [
      timmListed(`tf_mobilenetv3_${size}_100`, asked),
      torchvisionListed(`mobilenet_v3_${size}`, [], asked),
      kerasListed(`MobileNetV3${title}`, [], asked),
    ];
  return [
    lacking('timm', 'rounding'),
    torchCode(
      'torchvision',
      [
        'from torchvision.models.mobilenetv3 import MobileNetV3, _mobilenet_v3_conf',
        '',
        `blocks, last_channel = ${call('_mobilenet_v3_conf', [`"mobilenet_v3_${size}"`, `width_mult=${width}`])}`,
      ],
      call('MobileNetV3', ['blocks', 'last_channel', ...classesArgument('num_classes', asked)]),
      asked,
    ),
    lacking('keras', 'rounding'),
  ];
}

export function mnasNetSnippets(model: MnasNetModel, width: number, asked: Asked): readonly Snippet[] {
  const like = model === 'a1' ? 'semnasnet_100' : 'mnasnet_100';
  return [
    width === 1
      ? timmListed(like, asked)
      : timmMade(`_gen_mnasnet_${model}`, [`"${like}"`, multiplier(width)], asked),
    model === 'a1'
      ? lacking('torchvision', 'size')
      : torchvisionListed(
          width === 1 ? 'mnasnet1_0' : 'MNASNet',
          width === 1 ? [] : [`alpha=${width}`],
          asked,
        ),
    lacking('keras', 'family'),
  ];
}
