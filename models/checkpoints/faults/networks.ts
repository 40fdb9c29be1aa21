import type { NamingId } from '../naming/naming-id.ts';
import type { NoFacts } from './no-facts.ts';
import type { SomeOf } from './some-of.ts';

/** Networks of libraries whose naming is known, and which do not run here. */
export type NeighbourNetwork =
  | 'edge-tpu'
  | 'fused-blocks'
  | 'mixnet'
  | 'conditional-convolutions'
  | 'grouped-convolutions'
  | 'other-norms'
  | 'pruned'
  | 'efficientnet-v2'
  | 'mobilenet-v1'
  | 'mobilenet-v2'
  | 'mobilenet-v3'
  | 'resnet'
  | 'quad-feature-network'
  | 'other-backbone';

export type NeighbourLibrary = 'timm' | 'torchvision' | 'timm-torchvision' | 'effdet';

/** What tells the blocks of one stage from another's. */
export interface StageKind {
  readonly kernelSize: number;
  readonly expandRatio: number;
}

/** A parameter of the graph without its tensor; `tensor`: null where the naming has no name for it. */
export interface MissingWeights {
  readonly parameter: string;
  readonly tensor: string | null;
  readonly shape: readonly number[];
}

export interface MisshapenWeights {
  readonly parameter: string;
  readonly tensor: string;
  readonly shape: readonly number[];
  readonly found: readonly number[];
}

/** A tensor that the network has no place for. */
export interface SurplusTensor {
  readonly tensor: string;
  readonly shape: readonly number[];
}

/** Of weights that were read and are not those of a network that runs here, of heads, and of cards. */
export interface NetworkFaults {
  'network-neighbour': { readonly network: NeighbourNetwork; readonly library: NeighbourLibrary };
  /** Named as known, with shapes of no known network. */
  'network-unknown': { readonly naming: NamingId };
  /** Without its head or its classifier. */
  'network-headless': NoFacts;
  'network-anchors': { readonly boxOutputs: number; readonly classOutputs: number };
  'network-stages': { readonly found: readonly StageKind[]; readonly expected: readonly StageKind[] };
  'weights-not-finite': { readonly weights: string };
  'weights-beyond-float16': { readonly weights: string };
  /** The levels of a frozen detector's head share one kernel. */
  'kernel-not-shared': { readonly kernel: string; readonly channel: number };
  'variant-unknown': { readonly wanted: string; readonly known: readonly string[] };
  'head-lacks': { readonly tensor: string };
  'head-classes': {
    readonly classes: number;
    readonly kernel: readonly number[];
    readonly bias: readonly number[];
  };
  'head-not-finite': NoFacts;
  'head-card': { readonly field: string };
  'head-other-weights': { readonly head: string; readonly network: string };
  'run-record': { readonly field: string };
  /** The weights are not those that the record of their training is of. */
  'run-other-weights': { readonly hash: string };
  'card-field': { readonly checkpoint: string; readonly field: string };
  /** A host's pointer file says no SHA-256. */
  'pointer-no-hash': NoFacts;
  /** What a config.json beside the file says of another network, or of other classes, than the weights are of. */
  'config-network': { readonly architecture: string; readonly network: string };
  'config-classes': { readonly told: number; readonly classes: number };
  'config-labels': { readonly labels: number; readonly classes: number };
  /** `found`: null for a network of no released size. */
  'catalogued-otherwise': {
    readonly found: string | null;
    readonly classes: number;
    readonly naming: NamingId;
    readonly listed: string;
    readonly listedClasses: number;
  };
  /** No naming fits: `first` names of tensors. */
  'naming-unknown': SomeOf<string>;
  'weights-do-not-fit': {
    readonly network: string;
    readonly naming: NamingId;
    readonly missing: SomeOf<MissingWeights>;
    readonly misshapen: SomeOf<MisshapenWeights>;
    readonly surplus: SomeOf<SurplusTensor>;
  };
}
