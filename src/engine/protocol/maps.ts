import type { Shape } from '../../../models/graph/shape.ts';

/** A map that was read back: [height, width, channels], row by row, channels last. */
export interface Tap {
  readonly shape: Shape;
  readonly data: Float32Array;
  /** Of a map that is made for each region: how many lie in `data`, one after the other. */
  readonly regions?: number;
}
export type Taps = Readonly<Record<string, Tap>>;
