import type { Graph } from '../graph/graph.ts';
import type { PaddingRule } from '../graph/shape.ts';
import type { NetworkOptions } from './options.ts';

/** The shape of a PyTorch module's weight in a file: [out, in / groups, h, w] or [out, in]; undefined where there is none. */
export type WeightShapes = (module: string) => readonly number[] | undefined;

/** A network that was read off the shapes of a file. */
export interface ReadNetwork {
  /** The listed network that has these layers; null where none has. */
  readonly network: string | null;
  readonly classes: number;
  /** Side of the picture on which that network is evaluated, or its family's usual one. */
  readonly resolution: number;
  /** The graph, batch norms and all. */
  build(options: NetworkOptions): Graph;
}

/** What a library's networks were trained with. */
export interface TrainedSo {
  readonly padding: PaddingRule;
  readonly batchNormEpsilon: number;
}

/** How a library stores a family's networks in PyTorch's manner: what its modules are called, and how their shapes tell the layers. */
export interface LibraryForm {
  readonly library: 'timm' | 'torchvision';
  /** What networks of the library's own were trained with. */
  readonly own: TrainedSo;
  /** What the authors' weights were trained with that it ported, under names with `tf_`. */
  readonly ported?: TrainedSo;
  /** The network that a file holds; undefined where it is none of this family in this form. */
  read(shapes: WeightShapes): ReadNetwork | undefined;
  /** Of each operator with weights, by its name: the module. */
  modules(graph: Graph): ReadonlyMap<string, string>;
}

export const pyTorchs: TrainedSo = { padding: 'symmetric', batchNormEpsilon: 1e-5 };
export const tensorFlows: TrainedSo = { padding: 'same', batchNormEpsilon: 1e-3 };
