import type { ArtistId } from '../../../models/scenes/art.ts';

/** Which scenes an evaluation looks at, at which size, by whom. */
export interface Scenes {
  readonly first: number;
  readonly count: number;
  readonly size: number;
  /** Null for the artists that may be trained on. */
  readonly artist: ArtistId | null;
  /** Regions that reach the second look, of a detector that has one; its own number without it. */
  readonly regions?: number;
}
