import { blockTaps } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member } from '../family.ts';
import { anyWidth, nameAtWidth, titleAtWidth } from '../widths.ts';
import { mobileNetV2Forms } from './checkpoints.ts';
import { mobileNetV2, mobileNetV2Widths } from './network.ts';

function memberOf(width: number): Member {
  const name = nameAtWidth('mobilenet-v2', width);
  return {
    name,
    title: titleAtWidth('MobileNetV2', width),
    short: titleAtWidth('MobileNetV2', width),
    network: (options) => mobileNetV2({ name, width, resolution: 224, ...options }),
  };
}

/** torchvision numbers the blocks through, `features.1` … `features.17`; timm counts stages from 0. */
function mobileNetV2Maps(graph: Graph): Map<string, string> {
  const stages = blockTaps(graph);
  const running = stages.flat();
  return new Map([
    ['output', 'logits'],
    ['features.0', 'stem'],
    ['bn1', 'stem'],
    ['bn2', 'head'],
    [`features.${running.length + 1}`, 'head'],
    ['global_pool', 'pooled'],
    ...running.map((tap, i) => [`features.${i + 1}`, tap] as const),
    ...stages.map((blocks, i) => [`blocks.${i}`, blocks.at(-1) ?? ''] as const),
  ]);
}

export const mobileNetV2Family: Family = {
  id: 'mobilenet-v2',
  title: 'MobileNetV2',
  task: 'classification',
  opens: true,
  forms: mobileNetV2Forms,
  knobs: ['width', 'resolution', 'classes'],
  members: mobileNetV2Widths.map(memberOf),
  sized: anyWidth(memberOf),
  upstreamMaps: mobileNetV2Maps,
};
