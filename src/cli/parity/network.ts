import type { NetworkOptions } from '../../../models/families/family.ts';
import { findNetwork, networkNames } from '../../../models/families/index.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { Complaint } from '../complaint.ts';
import { nearest } from '../nearest.ts';

/** A network that a golden names, and what of it is computed for each region. */
interface Named {
  readonly graph: Graph;
  readonly regions: Graph | undefined;
}

/** The network that a golden names (`efficientnet_b0` or `efficientnet-b0`). */
export function networkOf(name: string, options: NetworkOptions): Named {
  const member = findNetwork(name)?.member;
  if (member !== undefined) return { graph: member.network(options), regions: member.regions?.(options) };
  const close = nearest(name, networkNames());
  throw new Complaint(`There is no network called “${name}”. The nearest are ${close.join(' and ')}.`);
}
