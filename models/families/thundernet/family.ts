import type { Family, Member, NetworkOptions } from '../family.ts';
import { type SNetSize, snetSizes } from '../snet/family.ts';
import { withRegions } from '../two-stage.ts';
import { thunderNet, thunderNetNumbers, thunderNetRegions } from './network.ts';

function memberOf(snet: SNetSize): Member {
  const name = `thundernet-snet-${snet}`;
  const config = (options: NetworkOptions = {}) => ({ name, snet, resolution: 320, ...options });
  return {
    name,
    title: `ThunderNet-SNet${snet}`,
    short: `SNet${snet}`,
    aliases: [`thundernet-snet${snet}`],
    network: (options) => thunderNet(config(options)),
    regions: (options) => thunderNetRegions(config(options)),
  };
}

const stages = ['stem', 'stage2', 'stage3', 'stage4', 'conv5'];

export const thunderNetFamily: Family = {
  id: 'thundernet',
  title: 'ThunderNet',
  task: 'detection',
  knobs: ['resolution', 'classes', 'hiddenLayers', 'agnostic'],
  members: snetSizes.map(memberOf),
  parts: [
    ...stages.map((stage) => {
      const name = `backbone/${stage}`;
      return { name, scopes: [name], stageDepth: 2, duty: 'backbone' as const };
    }),
    { name: 'cem', scopes: ['cem'], duty: 'maps' },
    { name: 'rpn', scopes: ['rpn'], duty: 'proposals' },
    { name: 'sam', scopes: ['sam'], duty: 'maps' },
    { name: 'head', scopes: ['head'], duty: 'answers' },
  ],
  describe: withRegions(thunderNetNumbers.regions),
  upstreamMaps: () =>
    new Map([
      ...['stem', 'maxpool', 'stage2', 'stage3', 'stage4', 'conv5'].map(
        (name) => [name, `backbone/${name}`] as const,
      ),
      ['cem/c5 before the resize', 'cem/c5'],
      ['cem', 'cem/sum'],
      ['psroi', 'head/region'],
    ]),
};
