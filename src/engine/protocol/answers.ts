import type { Tuned } from '../../../models/heads/last-block.ts';
import type { NetworkDescription, ReadResult } from './description.ts';
import type { Detected, DetectResult, Told } from './detection.ts';
import type { Failure } from './failure.ts';
import type { FitProgress, Fitted } from './fit.ts';
import type { LoadProgress } from './progress.ts';
import type { Features, RunResult } from './run.ts';
import type {
  DeviceAsks,
  DeviceCeilings,
  DeviceLost,
  DispatchTimes,
  MemoryReport,
  RuntimeReport,
} from './runtime.ts';

/** What each request is answered with. */
export interface Answers {
  start: RuntimeReport;
  load: NetworkDescription;
  read: ReadResult;
  run: RunResult;
  detect: Told<DetectResult>;
  suppress: Told<Detected>;
  parameters: Readonly<Record<string, Float32Array>>;
  features: Features;
  fit: Fitted;
  tune: Tuned;
  onnx: Uint8Array<ArrayBuffer>;
  dispose: null;
  dispatches: DispatchTimes | null;
  asks: DeviceAsks | null;
  memory: MemoryReport;
  ceilings: DeviceCeilings;
}

/** Worker → page. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly id: number; readonly progress: LoadProgress | FitProgress }
  | { readonly type: 'done'; readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'lost'; readonly lost: DeviceLost; readonly runtime: RuntimeReport };
