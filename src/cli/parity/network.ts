import { efficientNet } from '../../../models/families/efficientnet.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { findReleased, released } from '../../../models/scaling/released.ts';
import { Complaint } from '../complaint.ts';

/** The network that a golden names (`efficientnet_b0` or `efficientnet-b0`), for pictures of `size`. */
export function networkNamed(name: string, size: readonly [height: number, width: number]): Graph {
  const config = findReleased(name.replaceAll('_', '-'));
  if (config !== undefined) return efficientNet({ ...config, size });
  const known = Object.values(released).map((each) => each.name);
  throw new Complaint(`There is no network called “${name}”. Known: ${known.join(', ')}.`);
}
