/** Where the arithmetic is done, from the fastest to the one that is everywhere. */
export const deviceNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type DeviceName = (typeof deviceNames)[number];

/** The program that does it there: this site's own, or TensorFlow.js. */
export const executorNames = ['own', 'tfjs'] as const;
export type ExecutorName = (typeof executorNames)[number];

/** A device and what runs on it. */
export interface RunsOn {
  readonly device: DeviceName;
  readonly executor: ExecutorName;
}

/** The graphics adapter in words, or “this processor”. */
export interface Adapter {
  readonly adapter: string;
  /** The GPU's work is done by the processor: slow, taken only when asked for by name. */
  readonly software: boolean;
}

/** What a device can hold, in bytes; null where it does not tell. */
export interface DeviceLimits {
  /** The largest single map. */
  readonly mapBytes: number | null;
  /** Everything at once. */
  readonly totalBytes: number | null;
}

/** How values are stored: float32, or float16 with sums in float32. */
export const precisionNames = ['f32', 'f16'] as const;
export type Precision = (typeof precisionNames)[number];
