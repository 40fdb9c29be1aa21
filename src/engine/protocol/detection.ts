import type { Box } from '../../../models/answers/box.ts';
import type { PostProcessing } from '../../../models/answers/detections.ts';
import type { Taps } from './maps.ts';
import type { RunRequest, RunTiming } from './run.ts';
import type { RuntimeReport } from './runtime.ts';

/** How a picture lies in a detector's input: at the top left, at its own proportions; the rest is padding. */
export interface FittedPicture {
  /** Height and width of the picture, upright, in its own pixels. */
  readonly picture: readonly [height: number, width: number];
  /** The same once scaled, in input pixels. */
  readonly scaled: readonly [height: number, width: number];
  readonly input: readonly [height: number, width: number];
  /** Picture pixels an input pixel. */
  readonly imageScale: number;
}

/** What becomes of cached candidates; changing any of it needs no other run. Numbers left out are the published ones. */
export type Suppressing = Pick<
  PostProcessing,
  'suppression' | 'scoreThreshold' | 'overlap' | 'sigma' | 'maxDetections'
>;

/** A box that a detector found. */
export interface DetectedBox {
  /** Class, from 0, and its name. */
  readonly label: number;
  readonly name: string;
  /** 0 to 1, after suppression. */
  readonly score: number;
  /** [ymin, xmin, ymax, xmax] in pixels of the picture. */
  readonly box: Box;
  /** Where its anchor stands: level, cell [y, x] of that level, and which of three scales and three shapes it has. */
  readonly level: number;
  readonly cell: readonly [y: number, x: number];
  readonly scale: number;
  readonly ratio: number;
  /** Index among all anchors. */
  readonly anchor: number;
  /** The anchor itself, in pixels of the picture. */
  readonly anchorBox: Box;
}

/** An answer as the worker tells it: a class that nobody named has no name yet. The page gives it one, in the reader's language. */
export type Told<Answer extends Detected> = Omit<Answer, 'boxes'> & {
  readonly boxes: readonly (Omit<DetectedBox, 'name'> & { readonly name: string | null })[];
};

/** Boxes, best first, from the candidates of one run. */
export interface Detected {
  /** Number of the run that the candidates are from. */
  readonly run: number;
  readonly boxes: readonly DetectedBox[];
  /** How many candidates there are above the score threshold, before suppression. */
  readonly candidates: number;
  /** Anchors left out because a value of theirs is no finite number. */
  readonly skipped: number;
  readonly fitted: FittedPicture;
  readonly suppressMilliseconds: number;
}

/** The largest score at each cell of a level, over its nine anchors and all classes. */
export interface HeatMap {
  readonly level: number;
  readonly cells: readonly [height: number, width: number];
  readonly scores: Float32Array;
}

/** A run of a detector. */
export interface DetectRequest extends Pick<RunRequest, 'picture' | 'taps' | 'weights'> {
  readonly suppressing?: Suppressing;
  /** Candidates that leave the device, 5,000 at most and by default. */
  readonly candidates?: number;
  /** Also the largest score of each cell of each level. */
  readonly heatMaps?: boolean;
}

/** Milliseconds of one run of a detector. */
export interface DetectTiming extends RunTiming {
  /** Choosing the candidates where the logits are, and bringing them back; on a GPU, the network's own work is waited for here. */
  readonly selectMilliseconds: number;
}

export interface DetectResult extends Detected {
  readonly taps: Taps;
  /** Finest level first; empty unless asked for. */
  readonly heatMaps: readonly HeatMap[];
  readonly timing: DetectTiming;
  readonly runtime: RuntimeReport;
}
