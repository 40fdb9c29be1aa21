/** A scene and its boxes, as `npm run figure-data` painted it: what a position-sensitive map is drawn from. */
export interface TrueMap {
  readonly seed: number;
  /** Side of the scene in pixels, and of the map in cells. */
  readonly picture: number;
  readonly side: number;
  /** Bins along each side of a region. */
  readonly group: number;
  /** The classes that have channels: of each, one a bin. */
  readonly classes: readonly string[];
  /** Boxes of the scene, [ymin, xmin, ymax, xmax] in pixels. */
  readonly objects: readonly { readonly name: string; readonly box: readonly number[] }[];
}
