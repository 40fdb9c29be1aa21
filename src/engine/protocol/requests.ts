import type { Graph } from '../../../models/graph/graph.ts';
import type { Task } from './description.ts';
import type { DetectRequest, Suppressing } from './detection.ts';
import type { Precision, RunsOn } from './device.ts';
import type { FitRequest, TuneRequest } from './fit.ts';
import type { HashedPicture } from './picture.ts';
import type { RunRequest } from './run.ts';
import type { ForeignSource, NetworkSource } from './source.ts';

/** What is written as ONNX: a network with the weights that it was loaded with, or any graph (batch norms and all) with weights from a seed. */
export type Written = { readonly handle: number } | { readonly graph: Graph; readonly seed: number };

/** Page → worker. Every request has an `id` of its own and gets one `done` or `failed`. */
export type Request =
  /**
   * `force`: this device or this program and no other; counts for the first request only. `precision`: how networks store their values,
   * whatever was measured of them. `tuning`: whether forms of programs may be measured, to take the fastest.
   */
  | {
      readonly type: 'start';
      readonly force?: Partial<RunsOn>;
      readonly precision?: Precision;
      readonly tuning?: boolean;
    }
  /** `task`: what the network has to be for; another one is refused before anything of it is fetched. */
  | { readonly type: 'load'; readonly source: NetworkSource; readonly task?: Task }
  | { readonly type: 'read'; readonly source: ForeignSource; readonly ending: string }
  | ({ readonly type: 'run'; readonly handle: number } & RunRequest)
  | ({ readonly type: 'detect'; readonly handle: number } & DetectRequest)
  | { readonly type: 'suppress'; readonly handle: number; readonly suppressing: Suppressing }
  | { readonly type: 'parameters'; readonly handle: number; readonly names: readonly string[] }
  | { readonly type: 'features'; readonly handle: number; readonly picture: HashedPicture }
  | ({ readonly type: 'fit' } & FitRequest)
  | ({ readonly type: 'tune'; readonly handle: number } & TuneRequest)
  | { readonly type: 'onnx'; readonly of: Written }
  | { readonly type: 'dispose'; readonly handle: number }
  | { readonly type: 'dispatches'; readonly handle: number }
  | { readonly type: 'asks'; readonly handle: number }
  | { readonly type: 'memory' }
  | { readonly type: 'ceilings' };

export type RequestMessage = Request & { readonly id: number };
export type PageMessage = RequestMessage | { readonly type: 'cancel'; readonly id: number };
