import { blockTaps } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member } from '../family.ts';
import { anyWidth, nameAtWidth, titleAtWidth } from '../widths.ts';
import { mobileNetV1Form } from './checkpoints.ts';
import { mobileNetV1, mobileNetV1Widths } from './network.ts';

function memberOf(width: number): Member {
  const name = nameAtWidth('mobilenet-v1', width);
  return {
    name,
    title: titleAtWidth('MobileNetV1', width),
    short: titleAtWidth('MobileNetV1', width),
    network: (options) => mobileNetV1({ name, width, resolution: 224, ...options }),
  };
}

/** timm: `bn1` follows the stem's activation, `blocks.S` is stage S + 1. */
function mobileNetV1Maps(graph: Graph): Map<string, string> {
  return new Map([
    ['output', 'logits'],
    ['bn1', 'stem'],
    ['global_pool', 'pooled'],
    ...blockTaps(graph).map((blocks, i) => [`blocks.${i}`, blocks.at(-1) ?? ''] as const),
  ]);
}

export const mobileNetV1Family: Family = {
  id: 'mobilenet-v1',
  title: 'MobileNetV1',
  task: 'classification',
  opens: true,
  forms: [mobileNetV1Form],
  knobs: ['width', 'resolution', 'classes'],
  members: mobileNetV1Widths.map(memberOf),
  sized: anyWidth(memberOf),
  upstreamMaps: mobileNetV1Maps,
};
