import { blockTaps } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member } from '../family.ts';
import { nameAtWidth, titleAtWidth, widthCalled } from '../widths.ts';
import { mnasNetForms } from './checkpoints.ts';
import { type MnasNetModel, mnasNet } from './network.ts';

/** The libraries call B1 by its width alone, and A1 after its squeezing. */
const aliases: Readonly<Record<MnasNetModel, readonly string[]>> = {
  a1: ['semnasnet-100'],
  b1: ['mnasnet1-0', 'mnasnet-100'],
};

function memberOf(model: MnasNetModel, width = 1): Member {
  const name = nameAtWidth(`mnasnet-${model}`, width);
  const title = titleAtWidth(`MnasNet-${model.toUpperCase()}`, width);
  return {
    name,
    title,
    short: title,
    ...(width === 1 && { aliases: aliases[model] }),
    network: (options) => mnasNet({ name, model, width, resolution: 224, ...options }),
  };
}

/** timm counts stages from 0; torchvision's stages behind the first are `layers.8` and on, the last 1×1's activation `layers.16`. */
function mnasNetMaps(graph: Graph): Map<string, string> {
  const [first = [], ...stages] = blockTaps(graph);
  return new Map([
    ['output', 'logits'],
    ['bn1', 'stem'],
    ['layers.2', 'stem'],
    ['bn2', 'head'],
    ['layers.16', 'head'],
    ['global_pool', 'pooled'],
    ['blocks.0', first.at(-1) ?? ''],
    ['layers.7', first.at(-1) ?? ''],
    ...stages.map((blocks, i) => [`blocks.${i + 1}`, blocks.at(-1) ?? ''] as const),
    ...stages.map((blocks, i) => [`layers.${i + 8}`, blocks.at(-1) ?? ''] as const),
  ]);
}

const models = ['a1', 'b1'] as const;

export const mnasNetFamily: Family = {
  id: 'mnasnet',
  title: 'MnasNet',
  task: 'classification',
  opens: true,
  forms: mnasNetForms,
  knobs: ['width', 'resolution', 'classes'],
  members: models.map((model) => memberOf(model)),
  sized(text) {
    const model = models.find((each) => text.startsWith(`${each}-`));
    const width = model === undefined ? undefined : widthCalled(text.slice(model.length + 1));
    return model === undefined || width === undefined ? undefined : memberOf(model, width);
  },
  upstreamMaps: mnasNetMaps,
};
