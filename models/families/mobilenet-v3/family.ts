import { blockTaps } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member } from '../family.ts';
import { nameAtWidth, titleAtWidth, widthCalled } from '../widths.ts';
import { mobileNetV3Forms } from './checkpoints.ts';
import { type MobileNetV3Size, mobileNetV3 } from './network.ts';

function memberOf(size: MobileNetV3Size, width = 1): Member {
  const name = nameAtWidth(`mobilenet-v3-${size}`, width);
  const title = titleAtWidth(`MobileNetV3 ${size}`, width);
  return {
    name,
    title,
    short: title,
    network: (options) => mobileNetV3({ name, size3: size, width, resolution: 224, ...options }),
  };
}

/** torchvision numbers the blocks through from `features.1`; its last `features` is the 1×1; timm counts stages from 0. */
function mobileNetV3Maps(graph: Graph): Map<string, string> {
  const stages = blockTaps(graph);
  const running = stages.flat();
  return new Map([
    ['output', 'logits'],
    ['features.0', 'stem'],
    ['bn1', 'stem'],
    [`features.${running.length + 1}`, 'head'],
    ...running.map((tap, i) => [`features.${i + 1}`, tap] as const),
    ...stages.map((blocks, i) => [`blocks.${i}`, blocks.at(-1) ?? ''] as const),
    [`blocks.${stages.length}`, 'head'],
  ]);
}

const sizes = ['large', 'small'] as const;

export const mobileNetV3Family: Family = {
  id: 'mobilenet-v3',
  title: 'MobileNetV3',
  task: 'classification',
  opens: true,
  forms: mobileNetV3Forms,
  knobs: ['width', 'resolution', 'classes'],
  members: sizes.map((size) => memberOf(size)),
  sized(text) {
    const size = sizes.find((each) => text.startsWith(`${each}-`));
    const width = size === undefined ? undefined : widthCalled(text.slice(size.length + 1));
    return size === undefined || width === undefined ? undefined : memberOf(size, width);
  },
  upstreamMaps: mobileNetV3Maps,
};
