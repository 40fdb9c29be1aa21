import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';

/** The strip for those who cannot see it. */
export function stripDescription(network: ScaledNetwork): string {
  const groups = network.groups.map(
    ({ label, blocks, side, channels }) =>
      `${label}: ${blocks === 1 ? '1 block' : `${blocks} blocks`}, side ${side}, ${channels} channels`,
  );
  return `The network as a strip of blocks. ${groups.join('; ')}.`;
}
