/** A picture's bytes: rows from the top, RGB or RGBA (alpha is not read). */
export interface PictureBytes {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: ArrayLike<number>;
}

/** What is subtracted from a value of 0 to 255 and what it is divided by, for red, green and blue. */
export interface Normalisation {
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** The two that detectors were trained with: `imagenet` D0–D7x (and ours), `lite` the Lite models. */
export const normalisations = {
  imagenet: {
    mean: [0.485 * 255, 0.456 * 255, 0.406 * 255],
    std: [0.229 * 255, 0.224 * 255, 0.225 * 255],
  },
  lite: { mean: [127, 127, 127], std: [128, 128, 128] },
} as const satisfies Record<string, Normalisation>;

/** Where a picture lies in a detector's input: at the top left, the rest is padding. */
export interface Fitted {
  /** Height and width of the scaled picture in input pixels. */
  readonly scaled: readonly [height: number, width: number];
  /** Input pixels a picture pixel, and its inverse, both float32. */
  readonly scale: number;
  readonly imageScale: number;
}

/**
 * How a picture is fitted into an input: as large as it goes at its own proportions, in float32 as the released code computes it.
 * A side never becomes 0 (there the released code fails).
 * @throws RangeError where the picture or the input has no pixels.
 */
export function fitInto(
  picture: readonly [height: number, width: number],
  input: readonly [height: number, width: number],
): Fitted {
  if (!(picture[0] >= 1 && picture[1] >= 1 && input[0] >= 1 && input[1] >= 1))
    throw new RangeError(
      `A picture of ${picture.join('×')} does not fit into an input of ${input.join('×')}.`,
    );
  const scale = Math.min(Math.fround(input[0] / picture[0]), Math.fround(input[1] / picture[1]));
  const side = (length: number) => Math.max(1, Math.trunc(Math.fround(length * scale)));
  return { scaled: [side(picture[0]), side(picture[1])], scale, imageScale: Math.fround(1 / scale) };
}

/**
 * A detector's input from a picture by the rule of the released weights (google/automl, dataloader.py): normalised, resized
 * bilinearly with half-pixel centres and without antialiasing, padded at the bottom and right with 0.
 * @returns float32 [height, width, 3] and where the picture lies in it.
 */
export function preprocess(
  picture: PictureBytes,
  input: readonly [height: number, width: number],
  { mean, std }: Normalisation = normalisations.imagenet,
): Fitted & { readonly values: Float32Array } {
  const fitted = fitInto([picture.height, picture.width], input);
  const [height, width] = fitted.scaled;
  if (height === picture.height && width === picture.width)
    return { ...fitted, values: unscaled(picture, input, { mean, std }) };
  const rows = positions(picture.height, height);
  const columns = positions(picture.width, width);
  const values = new Float32Array(input[0] * input[1] * 3);
  const { data, channels } = picture;
  const stride = picture.width * channels;
  for (let y = 0; y < height; y++) {
    const above = rows.low[y]! * stride;
    const below = rows.high[y]! * stride;
    const down = rows.part[y]!;
    for (let x = 0; x < width; x++) {
      const left = columns.low[x]! * channels;
      const right = columns.high[x]! * channels;
      const along = columns.part[x]!;
      const at = (y * input[1] + x) * 3;
      for (let c = 0; c < 3; c++) {
        const top = data[above + left + c]! * (1 - along) + data[above + right + c]! * along;
        const bottom = data[below + left + c]! * (1 - along) + data[below + right + c]! * along;
        values[at + c] = (top * (1 - down) + bottom * down - mean[c]!) / std[c]!;
      }
    }
  }
  return { ...fitted, values };
}

/** The same where every pixel keeps its size: nothing lies between two pixels. */
function unscaled(
  { width, height, channels, data }: PictureBytes,
  input: readonly [height: number, width: number],
  { mean: [red, green, blue], std: [redBy, greenBy, blueBy] }: Normalisation,
): Float32Array {
  const values = new Float32Array(input[0] * input[1] * 3);
  for (let y = 0; y < height; y++) {
    let from = y * width * channels;
    let to = y * input[1] * 3;
    for (let x = 0; x < width; x++, from += channels, to += 3) {
      values[to] = (data[from]! - red) / redBy;
      values[to + 1] = (data[from + 1]! - green) / greenBy;
      values[to + 2] = (data[from + 2]! - blue) / blueBy;
    }
  }
  return values;
}

/** For each output pixel of an axis, the two input pixels it lies between and how far it is from the first. */
function positions(from: number, to: number) {
  const low = new Int32Array(to);
  const high = new Int32Array(to);
  const part = new Float64Array(to);
  for (let i = 0; i < to; i++) {
    const at = Math.max(0, (i + 0.5) * (from / to) - 0.5);
    low[i] = Math.min(from - 1, Math.floor(at));
    high[i] = Math.min(from - 1, low[i]! + 1);
    part[i] = at - low[i]!;
  }
  return { low, high, part };
}
