import type { Network } from '../../../models/facts/neck-costs.ts';
import { computed } from '../../parts/neck-drawing/neck.ts';
import { bifpnChanges, neckAt } from './logic.ts';

/** What a network's drawing shows, in a sentence or two with its own counts. */
export function pointOf(network: Network, maxLevel: number): string {
  const neck = neckAt(network, maxLevel);
  const nodes = computed(neck);
  const edges = nodes.reduce((sum, { inputs }) => sum + inputs.length, 0);
  const single = nodes.filter(({ inputs }) => inputs.length === 1).length;
  const top = neck.maxLevel;
  switch (network) {
    case 'fpn':
      return `FPN: ${nodes.length} nodes, one way. What P${top} knows reaches P3, but nothing that P3 finds ever reaches P${top}.`;
    case 'panet':
      return `PANet walks back up: ${nodes.length} nodes, ${edges} edges. ${single} of the nodes have a single input and join nothing.`;
    case 'nasFpn':
      return `NAS-FPN was found by a search: ${nodes.length} nodes, ${edges} edges, no pattern that a person would draw.`;
    case 'fullyConnected':
      return `Every output reads every input: only ${nodes.length} nodes, but ${edges} edges.`;
    case 'bifpn': {
      const { removed, added } = bifpnChanges(maxLevel);
      return `BiFPN is PANet without its ${removed.length} single-input nodes and with ${added.length} more edges, from an input straight to the output of its level: ${nodes.length} nodes, ${edges} edges.`;
    }
  }
}
