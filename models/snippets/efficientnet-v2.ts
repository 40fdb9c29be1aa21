import { roundFilters, roundRepeats } from '../blocks/rounding.ts';
import { efficientNetV2Layout } from '../families/efficientnet-v2/network.ts';
import { releasedV2, type StageTableName, stageTables } from '../families/efficientnet-v2/sizes.ts';
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

interface ScaledV2 {
  readonly table: StageTableName;
  readonly width: number;
  readonly depth: number;
}

/** The released network with these knobs: `b0`, `s`. */
function releasedAs(config: ScaledV2): string | undefined {
  const same = (each: ScaledV2) =>
    each.table === config.table && each.width === config.width && each.depth === config.depth;
  return releasedV2.find(same)?.model.toLowerCase();
}

/** Every width of the network, before it is scaled. */
const baseFilters = ({ table }: ScaledV2): number[] => {
  const { stemFilters, stages } = stageTables[table];
  return [stemFilters, ...stages.map(({ filters }) => filters), 1280];
};

/** The authors' code of V2 lacks the rule that no width falls below 90 %. */
const unchecked = (filters: number, width: number): number =>
  Math.max(8, Math.floor((filters * width + 4) / 8) * 8);

function timm(config: ScaledV2, asked: Asked): Snippet {
  const { table, width, depth } = config;
  const name = releasedAs(config);
  if (name !== undefined) return timmListed(`tf_efficientnetv2_${name}`, asked);
  // timm rounds B0 to B3 as the authors do, the larger ones by the rule of the first EfficientNet.
  const differs = baseFilters(config).some((each) => unchecked(each, width) !== roundFilters(each, width));
  if (table !== 'base' && differs) return lacking('timm', 'rounding');
  const like = table === 'base' ? 'b0' : table.toLowerCase();
  return timmMade(
    `_gen_efficientnetv2_${table.toLowerCase()}`,
    [
      `"tf_efficientnetv2_${like}"`,
      `channel_multiplier=${width}`,
      `depth_multiplier=${depth}`,
      'pad_type="same"',
      'bn_eps=1e-3',
    ],
    asked,
  );
}

function torchvision(config: ScaledV2, asked: Asked): Snippet {
  const name = releasedAs(config);
  if (name !== undefined && ['s', 'm', 'l'].includes(name))
    return torchvisionListed(`efficientnet_v2_${name}`, [], asked);
  const layout = efficientNetV2Layout(config);
  let input = layout.stem.filters;
  const rows = stageTables[config.table].stages.map(({ kind, stride, ratio, repeats }, stage) => {
    const filters = layout.stages[stage]?.[0]?.filters ?? 0;
    const [block, kernel] = [kind === 'fused' ? 'FusedMBConvConfig' : 'MBConvConfig', 3];
    const layers = roundRepeats(repeats, config.depth);
    const row = `    ${block}(${ratio}, ${kernel}, ${stride}, ${input}, ${filters}, ${layers}),`;
    input = filters;
    return row;
  });
  const given = ['stages', 'dropout=0.2', `last_channel=${layout.head?.filters}`];
  return torchCode(
    'torchvision',
    [
      'from torchvision.models.efficientnet import EfficientNet, FusedMBConvConfig, MBConvConfig',
      '',
      'stages = [',
      ...rows,
      ']',
    ],
    call('EfficientNet', [...given, ...classesArgument('num_classes', asked)]),
    asked,
  );
}

function keras(config: ScaledV2, asked: Asked): Snippet {
  const { table, width, depth } = config;
  if (table === 'XL') return lacking('keras', 'size');
  const name = releasedAs(config);
  if (name !== undefined) return kerasListed(`EfficientNetV2${name.toUpperCase()}`, [], asked);
  const like = table === 'base' ? 'b0' : table.toLowerCase();
  const given = [
    `width_coefficient=${width}`,
    `depth_coefficient=${depth}`,
    `default_size=${asked.size[0]}`,
    `name="efficientnetv2-${like}"`,
  ];
  return kerasMade('efficientnet_v2', 'EfficientNetV2', given, asked);
}

/** An EfficientNetV2 of any width and depth. */
export function efficientNetV2Snippets(config: ScaledV2, asked: Asked): readonly Snippet[] {
  return [timm(config, asked), torchvision(config, asked), keras(config, asked)];
}
