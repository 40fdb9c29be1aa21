import { preprocess } from '../../../models/preprocess/automl.ts';
import type { FittedPicture } from '../protocol/detection.ts';
import type { Fit, Picture, Seen } from '../protocol/picture.ts';
import { centreCrop, cropShare, whole } from './crop.ts';
import { type DecodedPicture, decode } from './decode.ts';
import { type Normalization, normalize } from './normalize.ts';
import { type Interpolation, resize } from './resample.ts';

export interface PreparedInput {
  readonly input: Float32Array;
  readonly seen?: Seen;
  /** How the picture was fitted into the input, for `padded`. */
  readonly fitted?: FittedPicture;
}

/** The detectors' rule: the whole picture at its own proportions at the top left, the rest 0. */
function pad(
  decoded: DecodedPicture,
  size: readonly [height: number, width: number],
  { mean, standardDeviation: std }: Normalization,
): Required<PreparedInput> {
  const { width, height, full } = decoded;
  const region = whole(width, height);
  const { values, scaled, imageScale } = preprocess(decoded.read(region), size, { mean, std });
  return {
    input: values,
    seen: { width, height, region },
    fitted: { picture: full, scaled, input: size, imageScale: (imageScale * full[1]) / width },
  };
}

/** Decodes, crops (`share`: of the shorter side), resizes and normalises a picture for an input of `height`×`width`. */
export async function prepare(
  picture: Picture,
  fit: Fit,
  [height, width]: readonly [number, number, ...number[]],
  normalization: Normalization,
  share = cropShare,
  interpolation: Interpolation = 'bicubic',
): Promise<PreparedInput> {
  if ('normalized' in picture) return { input: picture.normalized };
  const decoded = await decode(picture);
  try {
    if (fit === 'padded') return pad(decoded, [height, width], normalization);
    const { width: across, height: down } = decoded;
    const region = fit === 'whole' ? whole(across, down) : centreCrop(across, down, share);
    const pixels = decoded.read(region);
    const rgb = resize(pixels, whole(region.width, region.height), [height, width], interpolation);
    return {
      input: normalize(rgb, normalization),
      seen: { width: decoded.width, height: decoded.height, region },
    };
  } finally {
    decoded.close();
  }
}
