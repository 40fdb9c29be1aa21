import { sketchSide } from './sketch.ts';

/** Cells along a side of what is compared, and its values: [cells, cells, 3]. */
const cells = 12;
const values = cells * cells * 3;

/** Parts of a sketch that are held against the whole of another: so much of its side, from so far along either axis. */
const scales = [0.93, 0.86, 0.8];
const spans: readonly (readonly [from: number, share: number])[] = [
  [0, 1],
  ...scales.flatMap((share) => [0, 0.5, 1].map((at) => [at * (1 - share), share] as const)),
];

/** Of each span: which source cells each of its cells covers, and how much of them. */
const coverings = spans.map(([from, share]) =>
  Array.from({ length: cells }, (_, i) => {
    const [low, high] = [i, i + 1].map((edge) => (from + (share * edge) / cells) * sketchSide) as [
      number,
      number,
    ];
    const first = Math.floor(low);
    const weights = Array.from({ length: Math.ceil(high) - first }, (_, j) => {
      const cell = first + j;
      return (Math.min(high, cell + 1) - Math.max(low, cell)) / (high - low);
    });
    return { first, weights };
  }),
);

/** The whole sketch, and its windows: spans of one share along both axes. */
const windowSpans = spans.flatMap(([, across], x) =>
  spans.flatMap(([, down], y) => (across === down ? [[x, y] as const] : [])),
);

/** Each less its channel’s mean, all together of length 1: the product of two is a correlation, whatever the light. */
function centred(part: Float32Array): Float32Array {
  const means = [0, 0, 0];
  for (let i = 0; i < values; i++) means[i % 3] = (means[i % 3] ?? 0) + (part[i] ?? 0) / (cells * cells);
  let square = 0;
  for (let i = 0; i < values; i++) {
    const own = (part[i] ?? 0) - (means[i % 3] ?? 0);
    part[i] = own;
    square += own * own;
  }
  const length = Math.sqrt(square);
  // A picture of one colour is like no other: there is nothing in it to be alike.
  return length < 1e-4 ? part.fill(0) : part.map((value) => value / length);
}

function along(sketch: Float32Array, x: number): Float32Array {
  const rows = new Float32Array(sketchSide * cells * 3);
  const covering = coverings[x] ?? [];
  for (let row = 0; row < sketchSide; row++)
    for (const [i, { first, weights }] of covering.entries())
      for (const [j, weight] of weights.entries())
        for (let c = 0; c < 3; c++) {
          const to = (row * cells + i) * 3 + c;
          rows[to] = (rows[to] ?? 0) + weight * (sketch[(row * sketchSide + first + j) * 3 + c] ?? 0);
        }
  return rows;
}

function down(rows: Float32Array, y: number): Float32Array {
  const part = new Float32Array(values);
  for (const [i, { first, weights }] of (coverings[y] ?? []).entries())
    for (const [j, weight] of weights.entries())
      for (let k = 0; k < cells * 3; k++) {
        const to = i * cells * 3 + k;
        part[to] = (part[to] ?? 0) + weight * (rows[(first + j) * cells * 3 + k] ?? 0);
      }
  return part;
}

/** A sketch as it is compared as a whole. */
export const wholeOf = (sketch: Float32Array): Float32Array => centred(down(along(sketch, 0), 0));

/** The parts of a sketch that another picture may be nearly the same as: the whole, and what crops leave. */
export function windowsOf(sketch: Float32Array): readonly Float32Array[] {
  const across = coverings.map((_, x) => along(sketch, x));
  return windowSpans.map(([x, y]) => centred(down(across[x] as Float32Array, y)));
}

/** How alike the best of a picture’s windows and the whole of another are: a correlation, −1 to 1. */
export function likenessOf(windows: readonly Float32Array[], whole: Float32Array): number {
  let best = -1;
  for (const part of windows) {
    let sum = 0;
    for (let i = 0; i < values; i++) sum += (part[i] as number) * (whole[i] as number);
    if (sum > best) best = sum;
  }
  return Math.min(1, best);
}
