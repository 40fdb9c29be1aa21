import type { Family, Member } from '../family.ts';
import { type ShuffleLayout, shuffleNet } from '../shufflenet-v2/network.ts';

/**
 * ThunderNet's backbones: shuffle units with 5×5 depthwise convolutions (Qin et al. 2019 §3.1). Widths: cvpods, `snet.py`; SNet49 alone has a
 * last 1×1.
 */
const snets = {
  49: { stemFilters: 24, filters: [60, 120, 240], conv5: 512 },
  146: { stemFilters: 24, filters: [132, 264, 528] },
  535: { stemFilters: 48, filters: [248, 496, 992] },
} as const;

export type SNetSize = keyof typeof snets;

export function snetLayout(size: SNetSize): ShuffleLayout {
  return { ...snets[size], kernelSize: 5, split: 'parity' };
}

export const snetSizes = Object.keys(snets).map((size) => Number(size) as SNetSize);

function memberOf(size: SNetSize): Member {
  const name = `snet-${size}`;
  const layout = snetLayout(size);
  return {
    name,
    title: `SNet${size}`,
    short: `SNet${size}`,
    aliases: [`snet${size}`],
    network: (options) =>
      shuffleNet({ name, family: 'snet', layout, bias: false, resolution: 224, ...options }),
  };
}

export const snetFamily: Family = {
  id: 'snet',
  title: 'SNet',
  task: 'classification',
  knobs: ['resolution', 'classes'],
  members: snetSizes.map(memberOf),
  upstreamMaps: () => new Map([['output', 'logits']]),
};
