import type { Adapter, DeviceLimits, Precision, RunsOn } from './device.ts';
import type { PassedOver } from './refusal.ts';

/** What networks run on, and how it came to be chosen. */
export interface RuntimeReport extends RunsOn, Adapter {
  readonly limits: DeviceLimits;
  /** Of a network that is loaded: how its values are stored, and how they were asked to be. */
  readonly precision?: { readonly used: Precision; readonly asked: Precision | null };
  /** What would have come first, in that order. */
  readonly refused: readonly PassedOver[];
}

/** A change that nobody asked for: the device was lost, or was given up because it refused a step. */
export interface DeviceLost {
  readonly from: RunsOn;
  readonly cause: 'lost' | 'failed';
  /** In the browser's words; null where it gave none. */
  readonly reason: string | null;
  /** The same device was opened again; else the report says what took its place. */
  readonly again: boolean;
}

/** What lives on the device. */
export interface MemoryReport {
  /** Null before anything was loaded. */
  readonly runsOn: RunsOn | null;
  readonly tensors: number;
  readonly bytes: number;
  /** Bytes that the device holds, buffers kept for reuse included; null where it does not tell. */
  readonly deviceBytes: number | null;
  readonly networks: number;
}

/** What each dispatch of a network takes on this device, measured by repeating it alone. */
export interface DispatchTimes {
  /** In their order. */
  readonly seconds: readonly number[];
  /** Of the plan: the workgroup memory that the device has, and bytes of a stored value. */
  readonly workgroupBytes: number;
  readonly valueBytes: 2 | 4;
  /** Tilings that were measured here, by the shape of the layer. */
  readonly tuning: readonly (readonly [shape: string, tiling: string])[];
}

/** What one run asks of WebGPU, counted where it is asked. */
export interface DeviceAsks {
  readonly dispatches: number;
  readonly submits: number;
  /** Bind groups that are made anew. */
  readonly bindGroups: number;
}

/** Ceilings of a device, each the best of several runs. */
export interface DeviceCeilings {
  readonly runtime: RuntimeReport;
  /** Multiply-adds a second in a large matrix product. */
  readonly multiplyAddsPerSecond: number;
  /** Bytes read and written a second by an addition of two large arrays. */
  readonly bytesPerSecond: number;
  /** What one more dispatch takes that does next to nothing and waits for the one before it; null where that is not asked. */
  readonly secondsPerDispatch: number | null;
}
