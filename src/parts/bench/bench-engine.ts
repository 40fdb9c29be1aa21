import type { Graph } from '../../../models/graph/graph.ts';
import type {
  DeviceCeilings,
  MemoryReport,
  RunResult,
  RuntimeReport,
  Taps,
} from '../../engine/client/engine.ts';

/** The part of a loaded network that measuring needs. */
export interface BenchNet {
  readonly timing: { readonly compileMilliseconds: number };
  run(
    picture: { readonly normalized: Float32Array },
    options: { readonly signal: AbortSignal; readonly inputs?: Readonly<Record<string, Float32Array>> },
  ): Promise<BenchRun>;
  dispose(): Promise<void>;
}

/** What one run gives. */
export interface BenchRun extends Pick<RunResult, 'timing' | 'runtime'> {
  readonly outputs?: Taps;
}

/** The part of the engine that measuring needs. */
export interface BenchEngine {
  start(): Promise<RuntimeReport>;
  ceilings(options: { readonly signal: AbortSignal }): Promise<DeviceCeilings>;
  loadRandom(graph: Graph, options: { readonly signal: AbortSignal }): Promise<BenchNet>;
  memory(): Promise<MemoryReport>;
}

/** A network that is measured, in one stage or in two. */
export interface Timed {
  readonly compileMilliseconds: number;
  run(): Promise<{ readonly milliseconds: number; readonly runtime: RuntimeReport }>;
  dispose(): Promise<void>;
}
