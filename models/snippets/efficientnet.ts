import { type EfficientNetConfig, layoutOf } from '../families/efficientnet/network.ts';
import { released } from '../families/efficientnet/sizes.ts';
import {
  type Asked,
  call,
  classesArgument,
  kerasListed,
  kerasMade,
  lacking,
  type Snippet,
  timmListed,
  timmMade,
  torchCode,
  torchvisionListed,
} from './snippet.ts';

type Scaled = Pick<EfficientNetConfig, 'variant' | 'width' | 'depth'>;

/** The released network with these knobs, as libraries number it: `b3`, `lite0`. */
export function releasedAs({ variant = 'standard', width, depth }: Scaled): string | undefined {
  const found = Object.entries(released).find(
    ([, each]) => each.variant === variant && each.width === width && each.depth === depth,
  );
  return found?.[0].toLowerCase();
}

/** timm's own maker of scaled EfficientNets, with TensorFlow's padding and ε. */
export const timmArguments = ({ width, depth }: Scaled): string[] => [
  `channel_multiplier=${width}`,
  `depth_multiplier=${depth}`,
  'pad_type="same"',
  'bn_eps=1e-3',
];

function timm(config: Scaled, asked: Asked): Snippet {
  const name = releasedAs(config);
  if (name !== undefined) return timmListed(`tf_efficientnet_${name}`, asked);
  const lite = config.variant === 'lite';
  return timmMade(
    lite ? '_gen_efficientnet_lite' : '_gen_efficientnet',
    [`"tf_efficientnet_${lite ? 'lite0' : 'b0'}"`, ...timmArguments(config)],
    asked,
  );
}

/** torchvision's class takes the stages one by one; they are written with the channels and layers that they come to. */
function torchvision(config: Scaled, asked: Asked): Snippet {
  if (config.variant === 'lite') return lacking('torchvision', 'size');
  const name = releasedAs(config);
  if (name !== undefined && /^b[0-7]$/.test(name))
    return torchvisionListed(`efficientnet_${name}`, [], asked);
  const layout = layoutOf(config);
  let input = layout.stemFilters;
  const rows = layout.stages.map(({ expandRatio, kernelSize, stride, filters, repeats }) => {
    const row = `    stage(${expandRatio}, ${kernelSize}, ${stride}, ${input}, ${filters}, ${repeats}),`;
    input = filters;
    return row;
  });
  const given = ['stages', 'dropout=0.2', `last_channel=${layout.headFilters}`];
  return torchCode(
    'torchvision',
    [
      'from functools import partial',
      'from torchvision.models.efficientnet import EfficientNet, MBConvConfig',
      '',
      'stage = partial(MBConvConfig, width_mult=1.0, depth_mult=1.0)',
      'stages = [',
      ...rows,
      ']',
    ],
    call('EfficientNet', [...given, ...classesArgument('num_classes', asked)]),
    asked,
  );
}

function keras(config: Scaled, asked: Asked): Snippet {
  if (config.variant === 'lite') return lacking('keras', 'size');
  const name = releasedAs(config);
  if (name !== undefined && /^b[0-7]$/.test(name))
    return kerasListed(`EfficientNet${name.toUpperCase()}`, [], asked);
  const given = [
    `width_coefficient=${config.width}`,
    `depth_coefficient=${config.depth}`,
    `default_size=${asked.size[0]}`,
  ];
  return kerasMade('efficientnet', 'EfficientNet', given, asked);
}

/** An EfficientNet of any width and depth, in every library that scales one. */
export function efficientNetSnippets(config: Scaled, asked: Asked): readonly Snippet[] {
  return [timm(config, asked), torchvision(config, asked), keras(config, asked)];
}
