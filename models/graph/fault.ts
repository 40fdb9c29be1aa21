import type { Shape } from './shape.ts';

/** Numbers that a network is built by, as a message names them. */
export type Knob = 'width' | 'cells' | 'head-depth' | 'classes' | 'finest-level' | 'coarsest-level';

type Sides = readonly number[];

/** Why a graph cannot be, or cannot do what was asked of it: each code with its facts. `network` and `op` are the graph's own names. */
export interface GraphFaults {
  'no-tensor-yet': { readonly network: string; readonly tensor: number };
  'tap-twice': { readonly network: string; readonly tap: string };
  'output-twice': { readonly network: string; readonly output: string };
  'no-output': { readonly network: string };
  /** Two operators share weights and need them in different shapes. */
  'shared-shape': {
    readonly op: string;
    readonly parameter: string;
    readonly shape: Sides;
    readonly needed: Sides;
  };
  'operator-twice': { readonly network: string; readonly op: string };
  'nothing-to-read': { readonly op: string; readonly tensor: number };
  /** What an operator gives is no map. `from`: what it reads. */
  'no-map': { readonly op: string; readonly from: readonly Shape[]; readonly shape: Sides };
  'map-uncountable': { readonly op: string; readonly shape: Sides };
  'no-tensor': { readonly network: string; readonly tensor: number; readonly tensors: number };
  'no-tap': { readonly network: string; readonly tap: string };
  /** `kernel`: values of the classifier's. */
  'no-activation-map': { readonly shape: Sides; readonly kernel: number; readonly class: number };

  'no-spread': { readonly op: string; readonly shape: Shape; readonly over: Shape };
  'nothing-to-join': { readonly op: string };
  'no-join': { readonly op: string; readonly first: Shape; readonly odd: Shape };
  'gate-shape': { readonly op: string; readonly shape: Shape; readonly gate: Shape };
  'no-channels': {
    readonly op: string;
    readonly shape: Shape;
    readonly channels: number;
    readonly start: number;
    readonly step: number;
  };
  'no-vector': { readonly op: string; readonly shape: Shape };
  'uneven-groups': {
    readonly op: string;
    readonly groups: number;
    readonly shape: Shape;
    readonly filters: number;
  };
  'shuffled-groups': { readonly op: string; readonly groups: number; readonly shape: Shape };
  'no-box': { readonly op: string; readonly shape: Shape };
  'no-bins': { readonly op: string; readonly shape: Shape; readonly group: number };
  'nothing-to-add': { readonly op: string };
  'maps-differ': { readonly op: string; readonly first: Shape; readonly odd: Shape };

  'no-weights': { readonly network: string; readonly parameter: string };
  'weights-size': {
    readonly network: string;
    readonly parameter: string;
    readonly needed: number;
    readonly given: number;
  };
  /** `given`: values, null for none at all. */
  'input-size': {
    readonly network: string;
    readonly input: string;
    readonly needed: number;
    readonly given: number | null;
  };
  /** Weights that a run is to change. */
  'unknown-weights': { readonly network: string; readonly parameter: string };
  'weights-not-loaded': { readonly network: string; readonly parameter: string };
  'map-not-kept': { readonly network: string; readonly map: string };
  'read-too-early': { readonly op: string; readonly tensor: number };

  knob: { readonly network: string; readonly knob: Knob; readonly least: number; readonly value: number };
  /** Finer than the backbone's last. */
  'finest-level': { readonly network: string; readonly level: number };
  'no-level': { readonly network: string };
  'nas-fpn-levels': { readonly minLevel: number; readonly maxLevel: number };
  'attention-inputs': { readonly level: number; readonly inputs: number };
  'node-order': { readonly node: string; readonly input: number };
  'node-inputs': { readonly node: string; readonly level: number; readonly inputs: number };
  'no-node': { readonly level: number };
  /** How the authors' profiler counts it was never published. */
  'unpublished-count': { readonly op: string; readonly method: string };
  'no-detector': { readonly network: string };
  'head-cells': { readonly network: string; readonly level: number };
  'anchor-sides': { readonly network: string; readonly wanted: number; readonly given: number };
  'no-stride': { readonly network: string; readonly stride: number };
}

export type GraphFault<Code extends keyof GraphFaults = keyof GraphFaults> = {
  readonly [Each in Code]: { readonly code: Each } & GraphFaults[Each];
}[Code];
