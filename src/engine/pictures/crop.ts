import type { Region } from '../protocol/picture.ts';

/** Side of the crop over the picture's shorter side: 224 of 256, as EfficientNet's evaluation has it. */
export const cropShare = 224 / 256;

/**
 * The square in the middle of a picture that a classifier sees: its side is `share` of the shorter side, rounded down, at
 * least one pixel; the offsets are rounded to the nearest pixel.
 */
export function centreCrop(width: number, height: number, share = cropShare): Region {
  const side = Math.max(1, Math.floor(Math.min(width, height) * share));
  return {
    left: Math.round((width - side) / 2),
    top: Math.round((height - side) / 2),
    width: side,
    height: side,
  };
}

/** The whole picture as a region. */
export function whole(width: number, height: number): Region {
  return { left: 0, top: 0, width, height };
}
