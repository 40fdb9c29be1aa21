import { findFamily, findNetwork } from '../families/index.ts';
import type { Graph } from '../graph/graph.ts';
import type { Wanted } from './snippet.ts';

/** A network as it is taken along. */
export interface Taken {
  readonly graph: Graph;
  /** Of a two-stage detector: what is computed for each region. */
  readonly regions?: Graph;
}

/**
 * The graph that is wanted, batch norms and all; undefined where no family has such a network.
 * @throws GraphError where the knobs make none.
 */
export function takenNetwork({ network, phi, options }: Wanted): Taken | undefined {
  const member = phi === undefined ? findNetwork(network)?.member : findFamily(network)?.compound?.(phi);
  if (member === undefined) return undefined;
  const regions = member.regions?.(options);
  return { graph: member.network(options), ...(regions && { regions }) };
}
