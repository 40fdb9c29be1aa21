import type { Region } from '../protocol/picture.ts';

/** Pixels of a picture, row by row, `channels` bytes each (3: RGB, 4: RGBA, the fourth ignored here). */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** The contributions of source cells to one output cell. */
interface Window {
  readonly first: number;
  /** In units of 2^−22, as Pillow holds them: sums of whole numbers come out the same everywhere. */
  readonly weights: Int32Array;
}

const precision = 22;

/** Rows that are resized together. */
const strip = 16;

/** Keys' cubic with a = −½ (Keys 1981, eq. 4): Pillow's and TensorFlow's “bicubic”. */
function cubic(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  if (t < 2) return ((-0.5 * t + 2.5) * t - 4) * t + 2;
  return 0;
}

/** How values between pixels are found. */
export type Interpolation = 'bilinear' | 'bicubic';

/** A kernel, and how far it reaches to either side, in pixels of the larger picture. */
const kernels: Readonly<Record<Interpolation, readonly [reach: number, weight: (x: number) => number]>> = {
  bilinear: [1, (x) => Math.max(0, 1 - Math.abs(x))],
  bicubic: [2, cubic],
};

/** Windows along one axis; when shrinking, the kernel widens with the scale (antialiasing), as Pillow's does. */
function windows(inSize: number, outSize: number, interpolation: Interpolation): Window[] {
  const [reach, kernel] = kernels[interpolation];
  const scale = inSize / outSize;
  const stretch = Math.max(1, scale);
  return Array.from({ length: outSize }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - reach * stretch + 0.5));
    const end = Math.min(inSize, Math.floor(centre + reach * stretch + 0.5));
    const weights = Float64Array.from({ length: Math.max(0, end - first) }, (_, j) =>
      kernel((first + j + 0.5 - centre) / stretch),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const whole = (weight: number) => {
      const scaled = (weight / total) * 2 ** precision;
      return Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    };
    return { first, weights: Int32Array.from(weights, whole) };
  });
}

/** A sum of bytes by weights as a byte. Weights of either sign come to 1.25 · 2^22 at the most, so that a sum is a whole number of 32 bits. */
function toByte(sum: number): number {
  const byte = (sum + (1 << (precision - 1))) >> precision;
  return byte < 0 ? 0 : byte > 255 ? 255 : byte;
}

/**
 * `region` of a picture resized to `width`×`height` by antialiased interpolation: first along rows, then along columns,
 * each rounded to bytes, as Pillow does. Returns RGB. Pure arithmetic: the same bytes in Node and in any browser.
 */
export function resize(
  pixels: Pixels,
  region: Region,
  [height, width]: readonly [height: number, width: number],
  interpolation: Interpolation,
): Uint8Array {
  const { channels } = pixels;
  // One kind of array, whatever came.
  const data = new Uint8Array(pixels.data.buffer, pixels.data.byteOffset, pixels.data.length);
  const across = windows(region.width, width, interpolation);
  const down = windows(region.height, height, interpolation);
  const rows = new Uint8Array(region.height * width * 3);
  // A window after the other, each for all rows of a strip: its weights are at hand, the strip in the processor's cache.
  for (let top = 0; top < region.height; top += strip) {
    const bottom = Math.min(top + strip, region.height);
    for (let x = 0; x < width; x++) {
      const { first, weights } = across[x] as Window;
      const count = weights.length;
      for (let y = top; y < bottom; y++) {
        let at = ((region.top + y) * pixels.width + region.left + first) * channels;
        let red = 0;
        let green = 0;
        let blue = 0;
        for (let j = 0; j < count; j++, at += channels) {
          const weight = weights[j] as number;
          red = (red + weight * (data[at] as number)) | 0;
          green = (green + weight * (data[at + 1] as number)) | 0;
          blue = (blue + weight * (data[at + 2] as number)) | 0;
        }
        const to = (y * width + x) * 3;
        rows[to] = toByte(red);
        rows[to + 1] = toByte(green);
        rows[to + 2] = toByte(blue);
      }
    }
  }
  const result = new Uint8Array(height * width * 3);
  const lineLength = width * 3;
  const sums = new Int32Array(lineLength);
  for (let y = 0; y < height; y++) {
    const { first, weights } = down[y] as Window;
    sums.fill(0);
    for (let j = 0; j < weights.length; j++) {
      const weight = weights[j] as number;
      const line = (first + j) * lineLength;
      for (let i = 0; i < lineLength; i++)
        sums[i] = ((sums[i] as number) + weight * (rows[line + i] as number)) | 0;
    }
    for (let i = 0; i < lineLength; i++) result[y * lineLength + i] = toByte(sums[i] as number);
  }
  return result;
}
