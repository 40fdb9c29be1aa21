import { blockTaps } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member } from '../family.ts';
import { efficientNetV2Forms } from './checkpoints.ts';
import { efficientNetV2 } from './network.ts';
import { type ReleasedV2, releasedV2, stageTables } from './sizes.ts';

function memberOf({ model, ...config }: ReleasedV2): Member {
  const name = `efficientnet-v2-${model.toLowerCase()}`;
  return {
    name,
    title: `EfficientNetV2-${model}`,
    short: `EfficientNetV2-${model}`,
    aliases: [`efficientnetv2-${model.toLowerCase()}`, `tf-efficientnetv2-${model.toLowerCase()}`],
    blocks: ({ depth = config.depth } = {}) =>
      stageTables[config.table].stages.reduce((sum, { repeats }) => sum + repeats * depth, 0),
    network: (options) => efficientNetV2({ name, ...config, ...options }),
  };
}

/** torchvision: `features.S` is stage S, the last one the 1×1; timm counts stages from 0. */
function efficientNetV2Maps(graph: Graph): Map<string, string> {
  const stages = blockTaps(graph);
  return new Map([
    ['output', 'logits'],
    ['features.0', 'stem'],
    ['bn1', 'stem'],
    ['bn2', 'head'],
    [`features.${stages.length + 1}`, 'head'],
    ['global_pool', 'pooled'],
    ...stages.map((blocks, i) => [`features.${i + 1}`, blocks.at(-1) ?? ''] as const),
    ...stages.map((blocks, i) => [`blocks.${i}`, blocks.at(-1) ?? ''] as const),
  ]);
}

export const efficientNetV2Family: Family = {
  id: 'efficientnet-v2',
  title: 'EfficientNetV2',
  task: 'classification',
  opens: true,
  forms: efficientNetV2Forms,
  knobs: ['width', 'depth', 'resolution', 'classes'],
  members: releasedV2.map(memberOf),
  upstreamMaps: efficientNetV2Maps,
};
