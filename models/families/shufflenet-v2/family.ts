import type { ShuffleSplit } from '../../blocks/shuffle-unit.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member } from '../family.ts';
import { shuffleNetForm } from './checkpoints.ts';
import { type ShuffleLayout, shuffleNet } from './network.ts';
import { shuffleNetSizes } from './sizes.ts';

type Size = keyof typeof shuffleNetSizes;

/** The authors' split, whose multiply-adds are the paper's; torchvision's is another network of the same widths. */
function memberOf(size: Size, split: ShuffleSplit): Member {
  const [filters, conv5] = shuffleNetSizes[size];
  const layout: ShuffleLayout = { stemFilters: 24, filters, kernelSize: 3, split, conv5 };
  const torchvision = split === 'halves';
  const name = `shufflenet-v2-${size}${torchvision ? '-torchvision' : ''}`;
  const short = `${size}×${torchvision ? ' (torchvision)' : ''}`;
  return {
    name,
    title: `ShuffleNetV2 ${short}`,
    short: `ShuffleNetV2 ${short}`,
    ...(torchvision && { aliases: [`shufflenet-v2-x${size.replace('.', '-')}`] }),
    network: (options) => shuffleNet({ name, layout, bias: torchvision, resolution: 224, ...options }),
  };
}

/** torchvision: `conv1` is the stem, `fc` the classes; the rest is called alike. */
function shuffleNetMaps(_graph: Graph): Map<string, string> {
  return new Map([
    ['output', 'logits'],
    ['conv1', 'stem'],
  ]);
}

const names = Object.keys(shuffleNetSizes) as Size[];

export const shuffleNetFamily: Family = {
  id: 'shufflenet-v2',
  title: 'ShuffleNetV2',
  task: 'classification',
  opens: true,
  forms: [shuffleNetForm],
  knobs: ['resolution', 'classes'],
  members: [
    ...names.map((size) => memberOf(size, 'parity')),
    ...names.map((size) => memberOf(size, 'halves')),
  ],
  upstreamMaps: shuffleNetMaps,
};
