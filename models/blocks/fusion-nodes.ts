import { answerOf } from '../graph/answers.ts';
import type { Graph } from '../graph/graph.ts';
import type { OpOf } from '../graph/op.ts';
import type { FusionMethod } from '../operators/kinds/fuse.ts';

/** One input of a node: which map of its cell it takes, by the cell's numbering (levels first, then nodes). */
export interface FusionInput {
  readonly node: number;
  /** Level of the map before it is resized to the node's. */
  readonly level: number;
}

/** A node of a feature network at which maps are mixed. */
export interface FusionNode {
  /** `cell0/node5`: how the engine is told to change it. */
  readonly key: string;
  readonly cell: number;
  /** In the cell's numbering: the levels that enter it come first, so the first node of P3–P7 is 5. */
  readonly node: number;
  readonly level: number;
  readonly method: FusionMethod;
  readonly epsilon: number;
  /** Taps of what it mixes, after resizing, and of what comes out of the mixing. */
  readonly inputTaps: readonly string[];
  readonly fusedTap: string;
  /** Tap of the node's result, after activation, convolution and batch norm. */
  readonly outputTap: string;
  readonly inputs: readonly FusionInput[];
  /** Name under which raw weights are given for a run; a plain sum has none of its own, they stand for ones then. */
  readonly parameter: string;
}

/** The raw weights of a `fuse`, under the name that a weighted one has in the graph. */
export function fusionParameterOf(op: OpOf<'fuse'>): string {
  return op.weights ?? `${op.name}/fusion`;
}

/** Every node that mixes maps, cell by cell, in the order in which they run; empty where the graph has no feature network. */
export function fusionNodes(graph: Graph): readonly FusionNode[] {
  const features = answerOf(graph, 'features');
  if (features === undefined) return [];
  const byName = new Map(graph.ops.map((op) => [op.name, op]));
  return features.cells.flatMap((nodes, cell) => {
    const levels = [...features.entering, ...nodes].map(({ level }) => level);
    return nodes.flatMap(({ level, inputs, tap, scope }, index): FusionNode[] => {
      const fuse = byName.get(`${scope}/fuse`);
      if (fuse?.kind !== 'fuse') return [];
      const node = features.entering.length + index;
      return [
        {
          key: `cell${cell}/node${node}`,
          cell,
          node,
          level,
          method: fuse.method,
          epsilon: fuse.epsilon,
          inputTaps: fuse.inputs.map((input) => graph.ops[input]?.name ?? ''),
          fusedTap: fuse.name,
          outputTap: tap,
          inputs: inputs.map((id) => ({ node: id, level: levels[id] ?? level })),
          parameter: fusionParameterOf(fuse),
        },
      ];
    });
  });
}

/** A raw weight that takes its input out of a node altogether. */
export function cutWeight(method: FusionMethod): number {
  return method === 'softmax' ? Number.NEGATIVE_INFINITY : 0;
}
