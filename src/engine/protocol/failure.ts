import type { CheckpointFault } from '../../../models/checkpoints/checkpoint-error.ts';
import type { GraphFault } from '../../../models/graph/fault.ts';
import type { Shape } from '../../../models/graph/shape.ts';
import type { CameraFailure } from './camera-failure.ts';
import type { Task } from './description.ts';
import type { RunsOn } from './device.ts';
import type { DownloadFailure, IntegrityFailure, StorageFailure } from './download-failure.ts';
import type { PictureFailure } from './picture-failure.ts';
import type { RuntimeFailure } from './refusal.ts';

/**
 * What went wrong in the engine, as facts: `code` for a figure that reacts differently to each, `what` and the rest for a sentence.
 * The sentence itself is made on the page, in the reader's language (`src/words`). `said` is what somebody else said: the browser,
 * a driver.
 */
export type Failure =
  | { readonly code: 'cancelled' }
  | RuntimeFailure
  | DeviceFailure
  | MemoryFailure
  | DownloadFailure
  | IntegrityFailure
  | StorageFailure
  | CheckpointFailure
  | GraphFailure
  | PictureFailure
  | CameraFailure
  | DisposedFailure
  | InternalFailure;

export type FailureCode = Failure['code'];

export type DeviceFailure =
  /** The driver refused a step, so that the result would be wrong. */
  | { readonly code: 'device'; readonly what: 'refusedStep'; readonly said: string }
  /** The device was lost again and again. */
  | { readonly code: 'device'; readonly what: 'lostAgain' };

/** A network that the device cannot hold. Sizes in bytes. */
export type MemoryFailure = {
  readonly code: 'memory';
  readonly network: string;
  /** Of the pictures. */
  readonly size: readonly [height: number, width: number];
  readonly on: RunsOn & { readonly adapter: string };
  readonly limit: number;
} & (
  | { readonly what: 'map'; readonly map: string; readonly shape: Shape; readonly bytes: number }
  | { readonly what: 'total'; readonly weights: number; readonly maps: number }
);

export type CheckpointFailure =
  | {
      readonly code: 'checkpoint';
      readonly what: 'missing';
      readonly network: string;
      readonly parameter: string;
    }
  | {
      readonly code: 'checkpoint';
      readonly what: 'misshapen';
      readonly network: string;
      readonly parameter: string;
      readonly shape: readonly number[];
      /** Values that were given. */
      readonly given: number;
    }
  | {
      readonly code: 'checkpoint';
      readonly what: 'unknownNetwork';
      readonly title: string;
      readonly network: string;
    }
  | {
      readonly code: 'checkpoint';
      readonly what: 'noBase';
      readonly title: string;
      readonly standsOn: string;
    }
  /** It is for another task than the one that was asked for. */
  | {
      readonly code: 'checkpoint';
      readonly what: 'task';
      readonly title: string;
      readonly task: Task;
      readonly asked: Task;
    }
  | {
      readonly code: 'checkpoint';
      readonly what: 'unknown' | 'uncatalogued' | 'standsOnItself' | 'unread';
      readonly id: string;
    }
  | RefusedCheckpoint;

/** A checkpoint that `models/checkpoints` refuses, by the facts of its reader. */
export interface RefusedCheckpoint {
  readonly code: 'checkpoint';
  readonly what: 'refused';
  readonly fault: CheckpointFault;
}

/** A graph that cannot be, or cannot do what is asked, by the facts of `models`. */
export interface RefusedGraph {
  readonly code: 'graph';
  readonly what: 'refused';
  readonly fault: GraphFault;
}

/** What `models` refuses. It has a book of sentences of its own (`src/words/en/refusals`), which few readers need. */
export type Refusal = RefusedCheckpoint | RefusedGraph;
/** What the engine itself has to say. */
export type EngineFailure = Exclude<Failure, Refusal>;

export const isRefusal = (failure: Failure): failure is Refusal =>
  (failure.code === 'checkpoint' || failure.code === 'graph') && failure.what === 'refused';

export type GraphFailure =
  /** An input of another size. */
  | {
      readonly code: 'graph';
      readonly what: 'input';
      readonly network: string;
      /** Its name where it is not the first. */
      readonly input?: string;
      /** How many regions the run is about where it is given for each. */
      readonly regions?: number;
      readonly shape: Shape;
      readonly given: number;
    }
  | { readonly code: 'graph'; readonly what: 'nothingToRead' | 'isInput'; readonly op: string }
  /** Boxes were asked of a classifier. */
  | { readonly code: 'graph'; readonly what: 'classifier'; readonly network: string }
  | {
      readonly code: 'graph';
      readonly what: 'noWeights';
      readonly network: string;
      readonly parameter: string;
    }
  /** What is done for each region was asked of a network that looks once. */
  | { readonly code: 'graph'; readonly what: 'noRegions'; readonly network: string }
  /** Boxes were asked for before a run. */
  | { readonly code: 'graph'; readonly what: 'notRun' }
  | { readonly code: 'graph'; readonly what: 'noNode'; readonly network: string; readonly node: string }
  | {
      readonly code: 'graph';
      readonly what: 'nodeInputs';
      readonly node: string;
      readonly inputs: number;
      readonly given: number;
    }
  | RefusedGraph;

export type DisposedFailure =
  | { readonly code: 'disposed'; readonly what: 'engine' | 'network' | 'notLoaded' }
  | { readonly code: 'disposed'; readonly what: 'executor' | 'running'; readonly network: string };

export type InternalFailure =
  /** The worker could not start or has stopped. */
  | { readonly code: 'internal'; readonly what: 'worker'; readonly said: string | null }
  | { readonly code: 'internal'; readonly what: 'unforeseen'; readonly said: string };
