import found from './found.json' with { type: 'json' };

/** A box that the detector of stickers drew into a photograph. */
export interface Found {
  /** In pixels of the photograph. */
  readonly box: readonly [ymin: number, xmin: number, ymax: number, xmax: number];
  readonly label: string;
  readonly score: number;
  /** What EfficientNet-B0's classifier calls the crop around the box. */
  readonly again: { readonly label: string; readonly probability: number };
}

export interface Photograph {
  readonly file: string;
  readonly found: readonly Found[];
}

/** What `npm run figure-data` found in the photographs that ship. */
export interface Photographs {
  readonly detector: string;
  readonly title: string;
  /** Side of the network's input. */
  readonly size: number;
  /** The least score that was kept. */
  readonly least: number;
  readonly photographs: readonly Photograph[];
}

export const searched = found as unknown as Photographs;
