import type { Graph } from '../graph/graph.ts';
import { findTensor } from '../graph/graph.ts';
import type { OpOf, TensorId } from '../graph/op.ts';
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

const place = /^neck\/cell(\d+)\/node(\d+)\/fuse$/;

/** The levels that enter the feature network, finest first. */
function levelsOf(graph: Graph): number[] {
  const found = Object.keys(graph.taps).flatMap((name) => {
    const level = /^neck\/P(\d+)$/.exec(name)?.[1];
    return level === undefined ? [] : [Number(level)];
  });
  return found.sort((a, b) => a - b);
}

/** Follows an input back through the operators that only fit it into the node (1×1, resizing). */
function source(graph: Graph, tensor: TensorId, scope: string): TensorId {
  let id = tensor;
  for (let op = graph.ops[id]; op?.name.startsWith(`${scope}/input`); op = graph.ops[id])
    id = op.inputs[0] ?? 0;
  return id;
}

/** Every node that mixes maps, cell by cell, in the order in which they run; empty where the graph has no feature network. */
export function fusionNodes(graph: Graph): readonly FusionNode[] {
  const levels = levelsOf(graph);
  /** Maps of the cell by number: tensor and level. */
  let entering = levels.map((level) => ({ tensor: findTensor(graph, `neck/P${level}`), level }));
  const sizes = new Map(entering.map(({ tensor, level }) => [graph.ops[tensor]?.shape[0], level]));
  const result: FusionNode[] = [];
  for (let cell = 0; `neck/cell${cell}/node${levels.length}` in graph.taps; cell++) {
    const maps = [...entering];
    for (let node = levels.length; `neck/cell${cell}/node${node}` in graph.taps; node++) {
      const key = `cell${cell}/node${node}`;
      const tensor = findTensor(graph, `neck/${key}`);
      const level = sizes.get(graph.ops[tensor]?.shape[0]) ?? 0;
      const fuse = graph.ops.find((op): op is OpOf<'fuse'> => op.name === `neck/${key}/fuse`);
      if (fuse !== undefined && place.test(fuse.name)) {
        const inputs = fuse.inputs.map((input) => {
          const from = source(graph, input, `neck/${key}`);
          const number = maps.findIndex((map) => map.tensor === from);
          return { node: number, level: maps[number]?.level ?? level };
        });
        result.push({
          key,
          cell,
          node,
          level,
          method: fuse.method,
          epsilon: fuse.epsilon,
          inputTaps: fuse.inputs.map((input) => graph.ops[input]?.name ?? ''),
          fusedTap: fuse.name,
          outputTap: `neck/${key}`,
          inputs,
          parameter: fusionParameterOf(fuse),
        });
      }
      maps.push({ tensor, level });
    }
    entering = levels.map((level) => maps.findLast((map) => map.level === level) ?? maps[0]!);
  }
  return result;
}

/** A raw weight that takes its input out of a node altogether. */
export function cutWeight(method: FusionMethod): number {
  return method === 'softmax' ? Number.NEGATIVE_INFINITY : 0;
}
