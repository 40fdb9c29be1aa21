import type { Graph } from '../../graph/graph.ts';
import type { NetworkDescription } from '../../operators/describe.ts';
import { describeOf } from '../describe.ts';
import type { PartCost } from '../parts.ts';
import { detectorParts, efficientDetFamily } from './family.ts';
import { profiledFlops } from './official-flops.ts';
import { anchorsOf } from './outputs.ts';

export type DetectorPart = (typeof detectorParts)[number];

/** A detector in numbers. */
export interface DetectorDescription extends NetworkDescription {
  readonly parts: Readonly<Record<DetectorPart, PartCost>>;
  /** Boxes that it scores for one picture. */
  readonly anchors: number;
  /** As the authors' profiler counts; null where it was never published how it counts the fusion method. */
  readonly profiledFlops: number | null;
}

/** Costs of a detector made by `efficientDet`: the backbone's stages, the extra levels, each cell and each head. */
export function describeDetector(graph: Graph): DetectorDescription {
  const { parts, more: _, ...numbers } = describeOf(efficientDetFamily, graph);
  const costs = Object.fromEntries(detectorParts.map((name) => [name, parts[name]]));
  return {
    ...numbers,
    parts: costs as DetectorDescription['parts'],
    anchors: anchorsOf(graph),
    profiledFlops: profiledFlops(graph),
  };
}
