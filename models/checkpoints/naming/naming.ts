import type { Graph } from '../../graph/graph.ts';
import type { Parameter } from '../../graph/op.ts';
import type { PaddingRule } from '../../graph/shape.ts';
import type { NamedTensors } from '../formats/named-tensors.ts';
import type { NamingId } from './naming-id.ts';
import type { NetworkStructure } from './structure.ts';
import type { TensorSource } from './tensor-source.ts';

/**
 * What a checkpoint demands of the graph beyond its shapes: it was trained so, and gives other answers otherwise.
 * The names are the graph options' own, so that they can be handed on as they are.
 */
export interface CheckpointProperties {
  readonly padding: PaddingRule;
  readonly batchNormEpsilon: number;
  /** Which blocks add their input (the same for every published size). */
  readonly residual: 'equalChannels' | 'notFirst';
  /** Of a detector's backbone, where the rest of the detector has another rule. */
  readonly backbonePadding?: PaddingRule;
  readonly backboneEpsilon?: number;
  /** What a max-pool sees beyond the edge of a map: nothing, as everywhere, or zeros. */
  readonly poolEdge?: 'nothing' | 'zeros';
}

/** How one upstream calls the weights of a network that the graph calls otherwise. */
export interface Naming {
  readonly id: NamingId;
  /** Whether batch norms are already folded: then the tensors are those of the inference graph, `fold(graph)`. */
  readonly folded: boolean;
  /** Whether these tensors are named so. */
  recognises(tensors: NamedTensors): boolean;
  /** For a graph: where each parameter lies. `undefined` where this naming has no such layer. */
  sources(graph: Graph, tensors: NamedTensors): (parameter: Parameter) => TensorSource | undefined;
  /** Whether a tensor may be there without being read: counters, constants of other uses. */
  ignores(name: string, tensors: NamedTensors): boolean;
  /** The network that the shapes show; `undefined` where they show none of this kind. */
  structure(tensors: NamedTensors): NetworkStructure | undefined;
}
