import type { NetworkOptions } from '../../../models/families/family.ts';
import { findNetwork, networkNames } from '../../../models/families/index.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { Complaint } from '../complaint.ts';
import { nearest } from '../nearest.ts';

/** The network that a golden names (`efficientnet_b0` or `efficientnet-b0`). */
export function networkOf(name: string, options: NetworkOptions): Graph {
  const found = findNetwork(name);
  if (found !== undefined) return found.member.network(options);
  const close = nearest(name, networkNames());
  throw new Complaint(`There is no network called “${name}”. The nearest are ${close.join(' and ')}.`);
}
