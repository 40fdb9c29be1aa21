import type { FittedPicture } from '../../engine/protocol/detection.ts';
import type { ShownBox } from '../drawn-boxes/found.ts';
import data from './poster.json' with { type: 'json' };

/** A run of one of our detectors made when the figure data was made, for the figure to show before a reader runs anything. */
export interface Poster {
  readonly checkpoint: string;
  /** Name of the sample. */
  readonly sample: string;
  readonly fit: FittedPicture;
  readonly candidates: number;
  /** After hard suppression at an IoU of 0.5, down to a score of 0.05. */
  readonly boxes: readonly ShownBox[];
  readonly levels: readonly {
    readonly level: number;
    readonly cells: readonly [height: number, width: number];
    readonly largest: number;
  }[];
}

export const poster = data as unknown as Poster;

const sheets = import.meta.glob<string>('./levels/*.png', { eager: true, query: '?url', import: 'default' });

/** The poster's map of a level as a picture, one pixel a cell, score 0 to 1. */
export function posterSheet(level: number): string {
  return sheets[`./levels/P${level}.png`] ?? '';
}
