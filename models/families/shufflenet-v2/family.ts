import type { ShuffleSplit } from '../../blocks/shuffle-unit.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member } from '../family.ts';
import { type ShuffleLayout, shuffleNet } from './network.ts';

/** Channels of stages 2 to 4 and of the last 1×1 (Ma et al. 2018, Table 5). */
const sizes = {
  '0.5': [[48, 96, 192], 1024],
  '1.0': [[116, 232, 464], 1024],
  '1.5': [[176, 352, 704], 1024],
  '2.0': [[244, 488, 976], 2048],
} as const;

type Size = keyof typeof sizes;

/** The authors' split, whose multiply-adds are the paper's; torchvision's is another network of the same widths. */
function memberOf(size: Size, split: ShuffleSplit): Member {
  const [filters, conv5] = sizes[size];
  const layout: ShuffleLayout = { stemFilters: 24, filters, kernelSize: 3, split, conv5 };
  const torchvision = split === 'halves';
  const name = `shufflenet-v2-${size}${torchvision ? '-torchvision' : ''}`;
  const short = `${size}×${torchvision ? ' (torchvision)' : ''}`;
  return {
    name,
    title: `ShuffleNetV2 ${short}`,
    short,
    ...(torchvision && { aliases: [`shufflenet-v2-x${size.replace('.', '-')}`] }),
    network: (options) => shuffleNet({ name, layout, bias: torchvision, resolution: 224, ...options }),
  };
}

/** torchvision: `conv1` is the stem, `fc` the classes; the rest is called alike. */
export function shuffleNetMaps(_graph: Graph): Map<string, string> {
  return new Map([
    ['output', 'logits'],
    ['conv1', 'stem'],
  ]);
}

const names = Object.keys(sizes) as Size[];

export const shuffleNetFamily: Family = {
  id: 'shufflenet-v2',
  title: 'ShuffleNetV2',
  task: 'classification',
  knobs: ['resolution', 'classes'],
  members: [
    ...names.map((size) => memberOf(size, 'parity')),
    ...names.map((size) => memberOf(size, 'halves')),
  ],
  upstreamMaps: shuffleNetMaps,
};
