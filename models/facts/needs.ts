import { efficientNet } from '../families/efficientnet/network.ts';
import type { Graph } from '../graph/graph.ts';
import { liveness } from '../graph/liveness.ts';
import { bytesPerValue, sizeOf } from '../graph/shape.ts';
import { addCosts, type Cost, cost, costOfRegions } from '../operators/cost.ts';
import { fold } from '../operators/fold.ts';
import type { Candidate } from './candidates.ts';

/** What is known of a network before it is run, computed from its graph. */
export interface Figures {
  readonly multiplyAdds: number;
  readonly parameters: number;
  /** Maps read and written plus weights read once, as float32. */
  readonly bytesMoved: number;
  /** Weights and the maps alive at the worst moment, as float32. */
  readonly memoryBytes: number;
  /** The largest single map or weight array. */
  readonly largestBufferBytes: number;
}

/** Multiply-adds for each byte moved: the horizontal axis of a roofline. */
export function intensityOf({
  multiplyAdds,
  bytesMoved,
}: Pick<Figures, 'multiplyAdds' | 'bytesMoved'>): number {
  return multiplyAdds / bytesMoved;
}

/** What a network needs before it is run. */
export interface Needs {
  /** With its batch norms, as the engine takes it. */
  readonly network: Graph;
  /** As it runs: batch norms folded. */
  readonly graph: Graph;
  readonly cost: Cost;
  /** Weights and the maps alive at the worst moment, as float32. */
  readonly memoryBytes: number;
  /** The largest single map or weight array: a GPU binds each as one buffer. */
  readonly largestBufferBytes: number;
  /** What is computed for each of so many regions that the network proposes; counted above. */
  readonly second?: SecondStage;
}

/** A second network, which is run on regions of the first one's map. */
export interface SecondStage {
  /** With its batch norms, as the engine takes it. */
  readonly network: Graph;
  readonly regions: number;
}

/** The inference graph of a network, and what it needs. */
export function needsOfNetwork(network: Graph): Needs {
  const graph = fold(network);
  const total = cost(graph);
  const maps = graph.ops.map((op) => sizeOf(op.shape) * bytesPerValue);
  const weights = graph.parameters.map(({ shape }) => shape.reduce((a, b) => a * b, 1) * bytesPerValue);
  const memoryBytes = total.weightBytes + liveness(graph).peakBytes;
  const largestBufferBytes = [...maps, ...weights].reduce((a, b) => Math.max(a, b), 0);
  return { network, graph, cost: total, memoryBytes, largestBufferBytes };
}

/** The same of a detector that looks twice, with so many regions. What both stages need is alive at once. */
export function needsOfBoth(network: Graph, second: SecondStage): Needs {
  const first = needsOfNetwork(network);
  const graph = fold(second.network);
  const { regions } = second;
  const again = costOfRegions(graph, regions);
  const maps = graph.ops.map((op) => regions * sizeOf(op.shape) * bytesPerValue);
  const { largestBufferBytes } = needsOfNetwork(second.network);
  return {
    ...first,
    second,
    cost: addCosts(first.cost, again),
    memoryBytes: first.memoryBytes + again.weightBytes + liveness(graph, [], regions).peakBytes,
    largestBufferBytes: [first.largestBufferBytes, largestBufferBytes, ...maps.slice(1)].reduce((a, b) =>
      Math.max(a, b),
    ),
  };
}

/** Builds a candidate and adds up what it needs. */
export function needsOf(candidate: Candidate): Needs {
  return needsOfNetwork(efficientNet(candidate.config));
}

/** The numbers of a network alone: what a table shows and what goes to the page with it. */
export function figuresOf(candidate: Candidate): Figures {
  return figuresIn(needsOf(candidate));
}

/** What needs say in numbers alone. */
export function figuresIn({ cost, memoryBytes, largestBufferBytes }: Needs): Figures {
  const { multiplyAdds, parameters, bytesMoved } = cost;
  return { multiplyAdds, parameters, bytesMoved, memoryBytes, largestBufferBytes };
}
