import type { Shape } from '../../../models/graph/shape.ts';
import data from './poster.json' with { type: 'json' };

/** A run of the shipped B0 made when the figure data was made, for figures to show before a reader runs anything. */
export interface Poster {
  readonly checkpoint: string;
  /** Name of the photograph in `public/pictures`. */
  readonly picture: string;
  /** The block whose gates these are and whose maps `feature-maps.png` shows. */
  readonly block: string;
  readonly shape: Shape;
  readonly top: readonly {
    readonly index: number;
    readonly label: string;
    readonly probability: number;
    readonly logit: number;
    readonly bias: number;
    readonly activation: readonly number[];
  }[];
  readonly gates: readonly number[];
}

export const poster = data as unknown as Poster;
