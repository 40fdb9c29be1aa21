import type { PyramidName } from '../blocks/pyramids/pyramids.ts';
import type { PaddingRule } from '../graph/shape.ts';
import type { FusionMethod } from '../operators/kinds/fuse.ts';

/** What a checkpoint demands of a graph beyond its shapes. A family reads of it what its networks have. */
interface TrainedWith {
  readonly padding?: PaddingRule;
  readonly batchNormEpsilon?: number;
  readonly residual?: 'equalChannels' | 'notFirst';
  readonly backbonePadding?: PaddingRule;
  readonly backboneEpsilon?: number;
  readonly poolEdge?: 'nothing' | 'zeros';
}

/** What may be turned on a network of a family; each family names those that it has. */
export interface Knobs {
  readonly width?: number;
  readonly depth?: number;
  /** Side of the square picture in pixels. */
  readonly resolution?: number;
  readonly classes?: number;
  readonly cells?: number;
  readonly headDepth?: number;
  readonly pyramid?: PyramidName;
  readonly fusion?: FusionMethod;
  /** Dense layers of a two-stage detector's head before its last. */
  readonly hiddenLayers?: number;
  /** Whether a two-stage detector's head gives a region one box for all classes, not one for each. */
  readonly agnostic?: boolean;
}

export type Knob = keyof Knobs;

export interface NetworkOptions extends Knobs, TrainedWith {
  /** Height and width where the picture is not square; `resolution` is then not read. */
  readonly size?: readonly [height: number, width: number];
  /** False: the features alone, without what makes classes of them. */
  readonly classifier?: boolean;
  /** Channels of the map that a network reads which has no backbone of its own. */
  readonly channels?: number;
}
