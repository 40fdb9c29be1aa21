import type { PictureFormat } from '../../protocol/picture-failure.ts';

/** How stored pixels become upright, by EXIF's numbers: 1 as they are, 2–4 mirrored or upside down, 5–8 with width and height swapped. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Bytes `from` to `to` of a file, and what stands there instead. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the first bytes of a picture file say. */
export interface PictureHeader {
  readonly format: PictureFormat;
  /**
   * As a decoder gives it that knows of no orientation. AVIF's turns and mirrors of its own (`irot`, `imir`) are part of its decoding,
   * and applied here.
   */
  readonly width: number;
  readonly height: number;
  /** Still to be applied to decoded pixels. */
  readonly orientation: Orientation;
  /**
   * What is taken out of the file before it is decoded, in the order of its bytes: the orientation, which some decoders would apply a
   * second time and some would not, and what they disagree on besides.
   */
  readonly edits: readonly Edit[];
  /** Of a file whose transparency is a picture beside the other one, which `edits` part from each other: what makes it show that one. */
  readonly alpha?: readonly Edit[];
}

/** Where a file says its orientation. */
export interface OrientationTag {
  readonly orientation: Orientation;
  readonly edits: readonly Edit[];
}

/** Of a file that says nothing of it. */
export const upright: OrientationTag = { orientation: 1, edits: [] };
