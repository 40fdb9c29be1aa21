import type { Family, Member } from '../family.ts';
import { type BiSeNetBackbone, biSeNet } from './network.ts';

const backbones = [
  ['xception-39', 'Xception39', 'bisenet-xception39'],
  ['resnet-18', 'ResNet-18', 'bisenet-resnet18'],
] as const satisfies readonly (readonly [BiSeNetBackbone, string, string])[];

function memberOf([backbone, title, alias]: (typeof backbones)[number]): Member {
  const name = `bisenet-${backbone}`;
  return {
    name,
    title: `BiSeNet-${title}`,
    short: title,
    aliases: [alias],
    network: ({ resolution, size, ...options } = {}) =>
      biSeNet({
        name,
        backbone,
        resolution: resolution ?? 768,
        // The authors trained and timed it on 1536×768 pixels.
        size: size ?? (resolution === undefined ? [768, 1536] : [resolution, resolution]),
        ...options,
      }),
  };
}

const context = ['stem', 'layer1', 'layer2', 'layer3', 'layer4'];

export const biSeNetFamily: Family = {
  id: 'bisenet',
  title: 'BiSeNet',
  task: 'segmentation',
  knobs: ['resolution', 'classes'],
  members: backbones.map(memberOf),
  parts: [
    { name: 'spatial path', scopes: ['spatial'] },
    ...context.map((name) => ({
      name: `context/backbone ${name}`,
      scopes: [`context/${name}`],
      stageDepth: 2,
    })),
    { name: 'context/global', scopes: ['context/global', 'context/pool'] },
    { name: 'context/attention refinement', scopes: ['attention32', 'attention16'] },
    { name: 'context/refine', scopes: ['refine32', 'refine16'] },
    { name: 'feature fusion', scopes: ['fusion'] },
    { name: 'head', scopes: ['head'] },
  ],
  upstreamMaps: () =>
    new Map([
      ['spatial', 'spatial/conv_1x1'],
      ['fusion', 'fusion/sum'],
      ['logits resized', 'resized'],
    ]),
};
