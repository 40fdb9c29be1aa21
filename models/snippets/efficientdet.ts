import { detectorDefaults, type EfficientDetConfig } from '../families/efficientdet/network.ts';
import { layoutOf } from '../families/efficientnet/network.ts';
import type { FusionMethod } from '../operators/kinds/fuse.ts';
import { releasedAs, timmArguments } from './efficientnet.ts';
import { type Asked, lacking, type Snippet } from './snippet.ts';

/** What effdet calls ways of fusing in a BiFPN. */
const fusions: Readonly<Partial<Record<FusionMethod, string>>> = {
  sum: 'bifpn_sum',
  softmax: 'bifpn_attn',
  fastNormalized: 'bifpn_fa',
};

/** What effdet calls this feature network; undefined where it has none such. */
function pyramidOf({ pyramid = detectorDefaults.pyramid, fusion = detectorDefaults.fusion }: Knobs) {
  return pyramid === 'bifpn' ? fusions[fusion] : undefined;
}

/** Channels of the backbone's maps at strides 8, 16 and 32, which the feature network takes. */
function lateralChannels(backbone: Parameters<typeof layoutOf>[0]): readonly number[] {
  const { stages } = layoutOf(backbone);
  return [2, 4, 6].map((stage) => stages[stage]?.filters ?? 0);
}

type Knobs = EfficientDetConfig & { readonly name: string };

function effdet(config: Knobs, { size, classes }: Asked): Snippet {
  const pyramid = pyramidOf(config);
  if (pyramid === undefined) return lacking('effdet', 'pyramid');
  const { variant = 'standard', backbone, maxLevel = detectorDefaults.maxLevel } = config;
  if (lateralChannels({ variant, ...backbone }).includes(config.width)) return lacking('effdet', 'lateral');
  const name = releasedAs({ variant, ...backbone });
  const theirs = config.name.startsWith('efficientdet-')
    ? `tf_${config.name.replace('-', '_')}`
    : 'tf_efficientdet_d0';
  // A backbone between the released ones is registered under a name of its own.
  const scaled = [
    '',
    '@register_model',
    'def scaled_efficientnet(pretrained=False, **options):',
    '    return _gen_efficientnet(',
    ...['"tf_efficientnet_b0"', ...timmArguments(backbone), '**options'].map((each) => `        ${each},`),
    '    )',
    '',
  ];
  const settings = {
    backbone_name: name === undefined ? '"scaled_efficientnet"' : `"tf_efficientnet_${name}"`,
    image_size: `(${size.join(', ')})`,
    num_classes: classes,
    fpn_channels: config.width,
    fpn_cell_repeats: config.cells,
    fpn_name: `"${pyramid}"`,
    box_class_repeats: config.headDepth,
    max_level: maxLevel,
    num_levels: maxLevel - 2,
  };
  const lines = [
    'import torch',
    'from effdet import EfficientDet, get_efficientdet_config',
    ...(name === undefined
      ? [
          'from timm.models import register_model',
          'from timm.models.efficientnet import _gen_efficientnet',
          ...scaled,
        ]
      : ['']),
    `config = get_efficientdet_config("${theirs}")`,
    ...Object.entries(settings).map(([key, value]) => `config.${key} = ${value}`),
    'model = EfficientDet(config, pretrained_backbone=False)',
    `picture = torch.zeros(1, 3, ${size.join(', ')})`,
    'classes, boxes = model.eval()(picture)',
  ];
  return { library: 'effdet', code: lines.join('\n') };
}

/** A detector of any φ, in the one library that scales it. */
export function efficientDetSnippets(config: Knobs, asked: Asked): readonly Snippet[] {
  return [effdet(config, asked), lacking('torchvision', 'family'), lacking('keras', 'family')];
}
