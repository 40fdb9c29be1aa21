import type { Box } from '../../../models/answers/box.ts';
import type { PictureSize } from './place.ts';

/** A box as the figure shows it. */
export interface ShownBox {
  readonly label: number;
  readonly name: string;
  readonly score: number;
  readonly box: Box;
  readonly level: number;
  readonly anchor: number;
}

/** How the picture lies in the detector's input. */
export interface Fit {
  readonly picture: PictureSize;
  readonly scaled: readonly [height: number, width: number];
  readonly input: readonly [height: number, width: number];
  readonly imageScale: number;
}
