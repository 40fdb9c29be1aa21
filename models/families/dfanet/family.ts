import type { Family } from '../family.ts';
import { dfaNet } from './network.ts';

const numbers = [1, 2, 3] as const;
const stages = ['enc2', 'enc3', 'enc4', 'attention'] as const;

export const dfaNetFamily: Family = {
  id: 'dfanet',
  title: 'DFANet',
  task: 'segmentation',
  knobs: ['resolution', 'classes'],
  members: [
    {
      name: 'dfanet-a',
      title: 'DFANet-A',
      short: 'A',
      network: (options) => dfaNet({ name: 'dfanet-a', resolution: 1024, ...options }),
    },
  ],
  parts: [
    { name: 'backbone 1/stem', scopes: ['stem'] },
    ...numbers.flatMap((number) =>
      stages.map((stage) => ({
        name: `backbone ${number}/${stage}`,
        scopes: [`${number}/${stage}`],
        stageDepth: 2,
      })),
    ),
    { name: 'decoder', scopes: ['decoder'] },
  ],
  upstreamMaps: () =>
    new Map([
      ...numbers.flatMap((number) => [
        [`${number}/attention`, `${number}/attention/output`] as const,
        [`attention${number}/gate`, `${number}/attention/gate`] as const,
        [`${number}/enc2/block0`, `${number}/enc2/block0/output`] as const,
        [`decoder/enc2 of ${number}`, `decoder/shallow${number}`] as const,
        [`decoder/attention of ${number}`, `decoder/deep${number}`] as const,
      ]),
      ['logits resized', 'resized'],
    ]),
};
