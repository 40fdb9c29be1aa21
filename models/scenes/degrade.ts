import { random } from './random.ts';

/** Blurs `canvas` (RGB, `size`² pixels) with the 1-2-1 kernel both ways, `times` times. */
export function blur(canvas: Float32Array, size: number, times: number) {
  const line = new Float32Array(size * 3);
  for (let i = 0; i < times; i++) {
    for (let y = 0; y < size; y++) blurLine(canvas, y * size * 3, 3, size, line);
    for (let x = 0; x < size; x++) blurLine(canvas, x * 3, size * 3, size, line);
  }
}

function blurLine(canvas: Float32Array, start: number, step: number, size: number, line: Float32Array) {
  for (let i = 0; i < size; i++) for (let c = 0; c < 3; c++) line[i * 3 + c] = canvas[start + i * step + c]!;
  for (let i = 0; i < size; i++) {
    const before = i > 0 ? i - 1 : 0;
    const after = i < size - 1 ? i + 1 : i;
    for (let c = 0; c < 3; c++)
      canvas[start + i * step + c] =
        (line[before * 3 + c]! + 2 * line[i * 3 + c]! + line[after * 3 + c]!) / 4;
  }
}

/** Adds noise of triangular distribution with the given standard deviation (grey levels) to every value. */
export function noise(canvas: Float32Array, deviation: number, seed: number) {
  const r = random(seed, 1);
  const scale = deviation * Math.sqrt(6);
  for (let i = 0; i < canvas.length; i++) canvas[i] = canvas[i]! + (r.uniform() + r.uniform() - 1) * scale;
}

/** cos(kπ/16) for k = 0…8, written out so that every engine has the same. */
const cosines = [
  1,
  0.9807852804032304,
  0.9238795325112867,
  0.8314696123025452,
  Math.SQRT1_2,
  0.5555702330196022,
  0.3826834323650898,
  0.19509032201612825,
  0,
];

/** The orthonormal 8-point cosine transform: row k, column n. */
const transform = Array.from({ length: 64 }, (_, i) => {
  const k = i >> 3;
  const m = (k * (2 * (i & 7) + 1)) % 32;
  const folded = m > 16 ? 32 - m : m;
  const value = folded > 8 ? -cosines[16 - folded]! : cosines[folded]!;
  return value * (k === 0 ? Math.sqrt(0.125) : 0.5);
});

/**
 * What saving as a JPEG does: luma and chroma of each 8×8 block are cosine-transformed and rounded to multiples of a step
 * that grows with frequency (twice as coarse for chroma), then transformed back. Sides that 8 does not divide keep their rest.
 */
export function cosineRounding(canvas: Float32Array, size: number, step: number) {
  const block = new Float64Array(64);
  const half = new Float64Array(64);
  const planes = [new Float64Array(64), new Float64Array(64), new Float64Array(64)];
  for (let top = 0; top + 8 <= size; top += 8)
    for (let left = 0; left + 8 <= size; left += 8) {
      for (let i = 0; i < 64; i++) {
        const at = ((top + (i >> 3)) * size + left + (i & 7)) * 3;
        const [r, g, b] = [canvas[at]!, canvas[at + 1]!, canvas[at + 2]!];
        const luma = 0.299 * r + 0.587 * g + 0.114 * b;
        planes[0]![i] = luma;
        planes[1]![i] = (b - luma) * 0.564;
        planes[2]![i] = (r - luma) * 0.713;
      }
      planes.forEach((plane, p) => {
        product(transform, plane, half, false);
        product(transform, half, block, true);
        for (let i = 0; i < 64; i++) {
          const coarse = (step * (p === 0 ? 1 : 2) * (2 + (i >> 3) + (i & 7))) / 4;
          block[i] = Math.floor(block[i]! / coarse + 0.5) * coarse;
        }
        product(transposed, block, half, false);
        product(transposed, half, plane, true);
      });
      for (let i = 0; i < 64; i++) {
        const at = ((top + (i >> 3)) * size + left + (i & 7)) * 3;
        const [luma, blue, red] = [planes[0]![i]!, planes[1]![i]! / 0.564, planes[2]![i]! / 0.713];
        canvas[at] = luma + red;
        canvas[at + 1] = luma - (0.299 * red + 0.114 * blue) / 0.587;
        canvas[at + 2] = luma + blue;
      }
    }
}

const transposed = transform.map((_, i) => transform[(i & 7) * 8 + (i >> 3)]!);

/** out = matrix · block, or block · matrixᵀ where `onRight`; all 8×8. */
function product(matrix: readonly number[], block: Float64Array, out: Float64Array, onRight: boolean) {
  for (let i = 0; i < 8; i++)
    for (let j = 0; j < 8; j++) {
      let sum = 0;
      for (let k = 0; k < 8; k++)
        sum += onRight ? block[i * 8 + k]! * matrix[j * 8 + k]! : matrix[i * 8 + k]! * block[k * 8 + j]!;
      out[i * 8 + j] = sum;
    }
}
