/** Opaque pixels, row by row, three bytes each: a painted scene. */
export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array | Uint8ClampedArray;
}

/** What a network may look at. Pixels stay on this machine. */
export type Picture = ImageBitmap | ImageData | Blob | RgbPicture | { readonly normalized: Float32Array };

/** A picture with bytes of its own, by which it is known again. */
export type HashedPicture = Blob | RgbPicture;

/**
 * `centreCrop`: the square in the middle as EfficientNet's evaluation cuts it. `whole`: everything, stretched to the input. `padded`:
 * everything at its own proportions, at the top left, the rest 0; the detectors' rule.
 */
export type Fit = 'centreCrop' | 'whole' | 'padded';

/** A part of a picture, in pixels; sides are whole numbers. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What the network saw of the picture. */
export interface Seen {
  /** Of the decoded picture, upright. */
  readonly width: number;
  readonly height: number;
  readonly region: Region;
}
