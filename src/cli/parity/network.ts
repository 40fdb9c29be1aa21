import type { Graph } from '../../../models/graph/graph.ts';
import { releasedNames, releasedNetwork } from '../../engine/sources/network.ts';
import { Complaint } from '../complaint.ts';

/** The network that a golden names (`efficientnet_b0` or `efficientnet-b0`), for pictures of `size`. */
export function networkNamed(name: string, size: readonly [height: number, width: number]): Graph {
  const graph = releasedNetwork(name, { size });
  if (graph === undefined)
    throw new Complaint(`There is no network called “${name}”. Known: ${releasedNames().join(', ')}.`);
  return graph;
}
