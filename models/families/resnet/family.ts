import { blockTaps } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member } from '../family.ts';
import { resNetForm } from './checkpoints.ts';
import { resNet, resNetLayout } from './network.ts';
import { resNetTables } from './tables.ts';

const titles: Readonly<Record<keyof typeof resNetTables, string>> = {
  'resnet-18': 'ResNet-18',
  'resnet-34': 'ResNet-34',
  'resnet-50': 'ResNet-50',
  'resnet-101': 'ResNet-101',
  'resnet-152': 'ResNet-152',
  'wide-resnet-50-2': 'WideResNet-50-2',
};

function memberOf(name: keyof typeof resNetTables): Member {
  const layout = resNetLayout(resNetTables[name]);
  const upstream = { 'wide-resnet-50-2': 'wide-resnet50-2' }[name as string] ?? name.replace('-', '');
  return {
    name,
    title: titles[name],
    short: titles[name],
    aliases: [upstream],
    network: (options) => resNet({ name, layout, resolution: 224, ...options }),
  };
}

/** torchvision and timm: `layerS` is stage S. */
function resNetMaps(graph: Graph): Map<string, string> {
  return new Map([
    ['output', 'logits'],
    ['act1', 'stem'],
    ['avgpool', 'pooled'],
    ['global_pool', 'pooled'],
    ...blockTaps(graph).map((blocks, i) => [`layer${i + 1}`, blocks.at(-1) ?? ''] as const),
  ]);
}

export const resNetFamily: Family = {
  id: 'resnet',
  title: 'ResNet',
  task: 'classification',
  opens: true,
  forms: [resNetForm],
  knobs: ['resolution', 'classes'],
  members: (Object.keys(resNetTables) as (keyof typeof resNetTables)[]).map(memberOf),
  upstreamMaps: resNetMaps,
};
