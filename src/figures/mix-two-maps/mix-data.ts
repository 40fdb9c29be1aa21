/** Two maps that a node of a trained neck mixes, as `npm run figure-data` recorded them. */
export interface MixData {
  readonly checkpoint: string;
  readonly title: string;
  /** The scene that was looked at. */
  readonly seed: number;
  /** `cell0/node8`. */
  readonly node: string;
  readonly channel: number;
  /** Cells along a side. */
  readonly side: number;
  /** The bytes stand for values from −limit to limit. */
  readonly limit: number;
  /** The node's learned weights, before they are normalised. */
  readonly raw: readonly [number, number];
  /** One byte a cell, base64. */
  readonly maps: readonly string[];
}
