import { blockTaps } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member, NetworkOptions } from '../family.ts';
import { withRegions } from '../two-stage.ts';
import { type LightHeadConfig, lightHead, lightHeadNumbers, lightHeadRegions } from './network.ts';

function memberOf(
  name: string,
  title: string,
  alias: string,
  own: Pick<LightHeadConfig, 'setting' | 'channels'> & { readonly size: readonly [number, number] },
): Member {
  const config = (options: NetworkOptions = {}): LightHeadConfig => ({
    name,
    resolution: own.size[0],
    ...own,
    // A side that is given alone is that of a square.
    ...(options.resolution !== undefined && { size: [options.resolution, options.resolution] }),
    ...options,
  });
  return {
    name,
    // Without its backbone it answers nothing.
    ...(own.channels !== undefined && { alone: true }),
    title: `Light-Head R-CNN ${title}`,
    short: title,
    aliases: [alias],
    network: (options) => lightHead(config(options)),
    regions: (options) => lightHeadRegions(config(options)),
  };
}

/** The golden's names: `blockS` is stage S, `block4/unit 1` its first block. */
function lightHeadMaps(graph: Graph): Map<string, string> {
  const stages = blockTaps(graph);
  return new Map([
    ['stem', 'backbone/stem'],
    ['maxpool', 'backbone/maxpool'],
    ...stages.map((blocks, i) => [`block${i + 1}`, blocks.at(-1) ?? ''] as const),
    ...stages.map((blocks, i) => [`block${i + 1}/unit 1`, blocks[0] ?? ''] as const),
    ['separable/15x1 first', 'separable/tall-first'],
    ['separable/then 1x15', 'separable/tall-then'],
    ['separable/1x15 first', 'separable/broad-first'],
    ['separable/then 15x1', 'separable/broad-then'],
    ['separable/sum', 'separable/sum'],
    ['thin map', 'thin'],
    ['psroi', 'head/region'],
  ]);
}

const backbone = ['conv1', 'block1', 'block2', 'block3', 'block4'];

export const lightHeadFamily: Family = {
  id: 'light-head-rcnn',
  title: 'Light-Head R-CNN',
  task: 'detection',
  knobs: ['resolution', 'classes', 'agnostic'],
  members: [
    memberOf('light-head-rcnn-resnet-101', 'ResNet-101', 'light-head-rcnn-resnet101', {
      setting: 'L',
      size: [800, 1333],
    }),
    memberOf('light-head-rcnn-resnet-101-s', 'ResNet-101, S', 'light-head-rcnn-resnet101-s', {
      setting: 'S',
      size: [800, 1333],
    }),
    memberOf('light-head-rcnn-head-s', 'head alone, S', 'light-head-rcnn-s', {
      setting: 'S',
      channels: 576,
      size: [50, 84],
    }),
    memberOf('light-head-rcnn-head-l', 'head alone, L', 'light-head-rcnn-l', {
      setting: 'L',
      channels: 2048,
      size: [50, 84],
    }),
  ],
  parts: [
    ...backbone.map((name, stage) => ({
      name: `backbone/${name}`,
      scopes: [stage === 0 ? 'backbone/stem' : `backbone/stage${stage}`],
      stageDepth: 2,
      duty: 'backbone' as const,
    })),
    { name: 'rpn', scopes: ['rpn'], duty: 'proposals' },
    { name: 'large separable convolution', scopes: ['separable'], duty: 'maps' },
    { name: 'head', scopes: ['head'], duty: 'answers' },
  ],
  describe: withRegions(lightHeadNumbers.regions),
  upstreamMaps: lightHeadMaps,
};
