import type { Graph } from '../graph/graph.ts';
import type { LibraryForm } from './library-form.ts';
import type { Knob, NetworkOptions } from './options.ts';
import type { ScaledNetwork } from './scaled-network.ts';

export type { Knob, Knobs, NetworkOptions } from './options.ts';

/** A network that can be named: a released size, or one that its name or a number describes in full. */
export interface Member {
  /** `efficientnet-b3`: what the command line and a card call it. */
  readonly name: string;
  /** `EfficientNet-B3`. */
  readonly title: string;
  /** `B3`: what the chapters call it where the family is clear. */
  readonly short: string;
  /** What upstream libraries call it, where that is something else: `resnet50`. */
  readonly aliases?: readonly string[];
  /** A part of a network, which answers nothing by itself. */
  readonly alone?: true;
  /** Side of the smallest anchors in strides of their level. */
  readonly anchorScale?: number;
  /**
   * The graph, batch norms and all.
   * @throws GraphError where there is no such network.
   */
  network(options?: NetworkOptions): Graph;
  /** Of a two-stage detector: what is computed for each region, from a map of the first graph and a box. */
  regions?(options?: NetworkOptions): Graph;
  /** How many blocks it has, where a knob says that, so that nobody waits for millions. */
  blocks?(options?: NetworkOptions): number;
  /** Its exact cost without a graph, fast enough for a drag; of those that a figure drags. */
  scaled?(options?: NetworkOptions): ScaledNetwork;
}

/** Part of a network that is costed by itself: the operators whose names lie in one of these scopes. */
export interface Part {
  readonly name: string;
  readonly scopes: readonly string[];
  /** How many scopes deep the stages of its operators stand; 1. */
  readonly stageDepth?: number;
  /** What it is for, of a detector. */
  readonly duty?: Duty;
}

/** What a part of a detector is for: features; the map or maps that answers are read from; a first answer; the last answer. */
export type Duty = 'backbone' | 'maps' | 'proposals' | 'answers';

/** All that the project knows of a kind of network. */
export interface Family {
  /** `efficientnet`. */
  readonly id: string;
  /** `EfficientNet`. */
  readonly title: string;
  readonly task: 'classification' | 'detection' | 'segmentation';
  readonly knobs: readonly Knob[];
  /** Whether checkpoints of its networks can be recognised and opened. */
  readonly opens?: true;
  /** How libraries store its networks; of those that are told by the shapes of PyTorch's modules. */
  readonly forms?: readonly LibraryForm[];
  /** Sizes that were released or published. */
  readonly members: readonly Member[];
  /** A member that is not listed, from what stands behind `id-` in its name: any width of MobileNetV2. */
  sized?(size: string): Member | undefined;
  /** The member that one number makes: φ of the compound rules. */
  compound?(phi: number): Member;
  /** Parts in the order in which they run; where there are none, the outermost scopes are the parts. */
  readonly parts?: readonly Part[];
  /** What else a description says of a graph, and of what is computed for each region. */
  describe?(graph: Graph, regions?: Graph): Readonly<Record<string, number | null>>;
  /** What upstream libraries call maps of the graph: their name, then its tap. */
  upstreamMaps(graph: Graph): ReadonlyMap<string, string>;
}
