import { anchorsPerCell } from '../../blocks/anchors.ts';
import { type Graph, opAt } from '../../graph/graph.ts';
import { type Cost, costsByScope, noCost } from '../../operators/cost.ts';
import { describeNetwork, type NetworkDescription } from '../../operators/describe.ts';
import { officialFlops } from './official-flops.ts';

/** The four parts of a detector, by the outermost scope of their operators. */
const detectorParts = ['backbone', 'neck', 'classHead', 'boxHead'] as const;
export type DetectorPart = (typeof detectorParts)[number];

/** A detector in numbers. */
export interface DetectorDescription extends NetworkDescription {
  readonly parts: Readonly<Record<DetectorPart, Pick<Cost, 'parameters' | 'multiplyAdds'>>>;
  /** Boxes that it scores for one picture. */
  readonly anchors: number;
  /** As the authors' profiler counts; null where it was never published how it counts the fusion method. */
  readonly profiledFlops: number | null;
}

/** Boxes that a detector scores: its anchors at every cell of every level. */
function anchorsOf(graph: Graph): number {
  let anchors = 0;
  for (const [name, id] of Object.entries(graph.outputs)) {
    if (!name.startsWith('boxHead/')) continue;
    const [height, width] = opAt(graph, id).shape;
    anchors += height * width * anchorsPerCell;
  }
  return anchors;
}

/** Costs of a detector made by `efficientDet`: the backbone's stages, the extra levels, each cell and each head. */
export function describeDetector(graph: Graph): DetectorDescription {
  const costs = costsByScope(graph, 1);
  const part = (name: DetectorPart) => {
    const { parameters, multiplyAdds } = costs.get(name) ?? noCost;
    return { parameters, multiplyAdds };
  };
  const fusions = new Set(graph.ops.flatMap((op) => (op.kind === 'fuse' ? [op.method] : [])));
  const counted = !fusions.has('softmax') && !fusions.has('unbounded');
  return {
    ...describeNetwork(graph, (name) => (/^(backbone|neck)\//.test(name) ? 2 : 1)),
    parts: {
      backbone: part('backbone'),
      neck: part('neck'),
      classHead: part('classHead'),
      boxHead: part('boxHead'),
    },
    anchors: anchorsOf(graph),
    profiledFlops: counted ? officialFlops(graph) : null,
  };
}
