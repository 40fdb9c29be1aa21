import type { Fit, Picture, Seen } from '../protocol.ts';
import { centreCrop, cropShare, whole } from './crop.ts';
import { decode } from './decode.ts';
import { type Normalization, normalize } from './normalize.ts';
import { resizeBicubic } from './resample.ts';

export interface PreparedInput {
  readonly input: Float32Array;
  readonly seen?: Seen;
}

/** Decodes, crops (`share`: of the shorter side), resizes and normalises a picture for an input of `height`×`width`. */
export async function prepare(
  picture: Picture,
  fit: Fit,
  [height, width]: readonly [number, number, ...number[]],
  normalization: Normalization,
  share = cropShare,
): Promise<PreparedInput> {
  if ('normalized' in picture) return { input: picture.normalized };
  const decoded = await decode(picture);
  try {
    const { width: across, height: down } = decoded;
    const region = fit === 'whole' ? whole(across, down) : centreCrop(across, down, share);
    const pixels = decoded.read(region);
    const rgb = resizeBicubic(pixels, whole(region.width, region.height), width, height);
    return {
      input: normalize(rgb, normalization),
      seen: { width: decoded.width, height: decoded.height, region },
    };
  } finally {
    decoded.close();
  }
}
