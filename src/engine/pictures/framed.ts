import { fitInto } from '../../../models/preprocess/automl.ts';
import type { FittedPicture } from '../protocol/detection.ts';
import type { Picture, Seen } from '../protocol/picture.ts';
import { whole } from './crop.ts';
import type { Normalization } from './normalize.ts';

/** A bitmap that a device prepares itself, and where it comes to lie in the input; a bitmap is upright and of its own size. */
export interface FramedPicture {
  readonly frame: {
    readonly bitmap: ImageBitmap;
    readonly scaled: readonly [height: number, width: number];
    readonly normalization: Normalization;
  };
  readonly seen: Seen;
  readonly fitted: FittedPicture;
}

/** Pixels a side of a texture that every WebGPU takes. */
const largestTexture = 8192;

/** The detectors' rule for a bitmap, such as a camera's frame; null for any other picture, one that was closed, and one that is no texture. */
export function framedBy(
  picture: Picture,
  input: readonly [height: number, width: number],
  normalization: Normalization,
): FramedPicture | null {
  if (typeof ImageBitmap === 'undefined' || !(picture instanceof ImageBitmap)) return null;
  const { width, height } = picture;
  if (width === 0 || height === 0 || Math.max(width, height) > largestTexture) return null;
  const { scaled, imageScale } = fitInto([height, width], input);
  return {
    frame: { bitmap: picture, scaled, normalization },
    seen: { width, height, region: whole(width, height) },
    fitted: { picture: [height, width], scaled, input, imageScale },
  };
}
