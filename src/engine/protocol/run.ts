import type { Taps } from './maps.ts';
import type { Fit, Picture, Seen } from './picture.ts';
import type { RuntimeReport } from './runtime.ts';

export interface RunRequest {
  readonly picture: Picture;
  readonly fit?: Fit;
  /**
   * Maps to bring back. They are not drawn on the device: the figures that show maps order channels by what is in them, tell the value under
   * a pointer and speak both, so the values are needed in the page whatever draws them; and a canvas that was handed to a worker cannot be
   * taken back when what runs the network changes.
   */
  readonly taps?: readonly string[];
  readonly outputs?: readonly string[];
  /** Values of the inputs after the first, by name; one that is given for each region holds them one after the other. */
  readonly inputs?: Readonly<Record<string, Float32Array>>;
  /** Weights that stand in for the loaded ones in this run alone, by parameter name. */
  readonly weights?: Readonly<Record<string, Float32Array>>;
}

/** What a classifier sees of a picture, just before its last layer. */
export interface Features {
  /** One value a channel: its last map's mean. */
  readonly features: Float32Array;
  /** A small blurred copy of what the network was given, by which near-duplicates are told: `sketchOf`. */
  readonly sketch: Float32Array;
  /** Of the picture's bytes, hexadecimal. */
  readonly sha256: string;
  /** The network did not have to run: it saw these bytes before. */
  readonly cached: boolean;
}

/** Milliseconds of one run. */
export interface RunTiming {
  /** Decoding, cropping, resizing and normalising the picture. */
  readonly prepareMilliseconds: number;
  /** The network, from the upload of its input, or the end of the run beside which it began, until every value asked for is back. */
  readonly runMilliseconds: number;
  /** Of these, waiting for the device and copying values back. */
  readonly readbackMilliseconds: number;
}

export interface RunResult {
  readonly outputs: Taps;
  readonly taps: Taps;
  readonly timing: RunTiming;
  readonly runtime: RuntimeReport;
  /** Absent where the input was given already normalised. */
  readonly seen?: Seen;
}
