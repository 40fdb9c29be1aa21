import { type Code, type Routine, wasm } from '../../../wasm/assembler.ts';
import { exponentialLimit, exponentialSeries, ln2Parts, nearestExponent } from '../../../wasm/exponential.ts';

const { get, set, constant, add, subtract, atLeast, loopWhile, repeatWhile } = wasm;
const { load, loadSplat, store, storeFirst, vector } = wasm;
const { plus, minus, times, over, negative, smaller, larger, shiftLeft, relaxedMultiplyAdd } = wasm;

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** What swish computes with, four lanes each, in locals that are set before its loop. */
const swishConstants = [
  -exponentialLimit,
  exponentialLimit,
  1,
  Math.LOG2E,
  nearestExponent,
  -ln2Parts[0],
  -ln2Parts[1],
  ...exponentialSeries,
];

/** a · b + c. */
type MultiplyAdd = (a: Code, b: Code, c: Code) => Code;
const roundedTwice: MultiplyAdd = (a, b, c) => plus(times(a, b), c);

/** Locals: `x`, three vectors to work in after it, and the constants. Leaves x / (1 + e^−x) on the stack. */
function swishOf(x: number, constants: number, multiplyAdd: MultiplyAdd): Code {
  const [v, n, s] = [x + 1, x + 2, x + 3];
  const [least, most, one, log2e, bias, high, low, ...series] = swishConstants.map((_, i) =>
    get(constants + i),
  ) as [Code, Code, Code, Code, Code, Code, Code, ...Code[]];
  const polynomial = series.toReversed().reduce((sum, next) => multiplyAdd(sum, get(v), next));
  return [
    // The exponential's argument stays where it is finite; beyond, the quotient is x or as good as 0 anyway.
    set(v, smaller(larger(negative(get(x)), least), most)),
    set(n, multiplyAdd(get(v), log2e, bias)),
    set(s, shiftLeft(get(n), 23)),
    set(n, minus(get(n), bias)),
    set(v, multiplyAdd(get(n), low, multiplyAdd(get(n), high, get(v)))),
    // e^−x = s + s · v · (1 + v · polynomial)
    set(n, multiplyAdd(polynomial, get(v), one)),
    over(get(x), multiplyAdd(times(get(s), get(v)), get(n), plus(get(s), one))),
  ];
}

/** The loops of a routine (from, to, count): `result` of the vector in local `x`, four values at a time and then one. */
function eachValue(x: number, result: Code): Code {
  const [from, to, count] = [0, 1, 2];
  const step = (bytes: number) => [
    set(from, add(get(from), constant(bytes))),
    set(to, add(get(to), constant(bytes))),
    set(count, subtract(get(count), constant(bytes / 4))),
  ];
  const four = [set(x, load(get(from))), store(get(to), result), step(16)];
  const one = [set(x, loadSplat(get(from))), storeFirst(get(to), result), step(4)];
  return [
    loopWhile(atLeast(get(count), constant(4)), four),
    loopWhile(atLeast(get(count), constant(1)), one),
  ];
}

/** `swish(from, to, count)`: x · sigmoid(x) of `count` float32 values; `to` may be `from`. */
function swishRoutine(multiplyAdd: MultiplyAdd): Routine {
  const constants = 3;
  const x = constants + swishConstants.length;
  const body = [
    swishConstants.map((value, i) => set(constants + i, vector(value))),
    eachValue(x, swishOf(x, constants, multiplyAdd)),
  ];
  return { name: 'swish', parameters: 3, integers: 0, vectors: swishConstants.length + 4, body };
}

/** `relu(from, to, count)` or `relu6(from, to, count)`, as for swish. */
function clampRoutine(name: 'relu' | 'relu6'): Routine {
  const constants = 3;
  const limits = name === 'relu6' ? [0, 6] : [0];
  const x = constants + limits.length;
  const positive = larger(get(x), get(constants));
  const clamped = name === 'relu6' ? smaller(positive, get(constants + 1)) : positive;
  const body = [limits.map((value, i) => set(constants + i, vector(value))), eachValue(x, clamped)];
  return { name, parameters: 3, integers: 0, vectors: limits.length + 1, body };
}

/** Name of the product of `rows` rows by 4 · `vectors` columns. */
export const productName = (rows: number, vectors: number) => `product${rows}x${4 * vectors}`;

/**
 * `product(a, b, bias, out, tiles, depth, aStride, bStride)`: a [tiles · rows, depth] times 4 · `width` columns of b [depth, …]
 * plus their bias. Strides are a row's bytes; those of `out` are those of `b`. `depth` is a multiple of 4. All sums of a tile stay
 * in registers.
 */
function productRoutine(rows: number, width: number): Routine {
  const [a, b, bias, out, tiles, depth, aStride, bStride, q, k] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const row = (r: number) => 10 + r;
  const firstVector = 10 + rows;
  const column = (c: number) => firstVector + c;
  const value = firstVector + width;
  const sum = (r: number, c: number) => value + 1 + r * width + c;
  const oneDepth = (unroll: number) => [
    range(width).map((c) => set(column(c), load(get(q), 16 * c))),
    range(rows).map((r) => [
      set(value, loadSplat(get(row(r)), 4 * unroll)),
      range(width).map((c) => set(sum(r, c), relaxedMultiplyAdd(get(value), get(column(c)), get(sum(r, c))))),
    ]),
    set(q, add(get(q), get(bStride))),
  ];
  const body = repeatWhile(
    [
      range(rows).map((r) => set(row(r), r === 0 ? get(a) : add(get(row(r - 1)), get(aStride)))),
      range(rows).map((r) => range(width).map((c) => set(sum(r, c), load(get(bias), 16 * c)))),
      set(q, get(b)),
      set(k, get(depth)),
      repeatWhile(
        [
          range(4).map(oneDepth),
          range(rows).map((r) => set(row(r), add(get(row(r)), constant(16)))),
          set(k, subtract(get(k), constant(4))),
        ],
        get(k),
      ),
      // The last row ends where the next tile begins.
      set(a, get(row(rows - 1))),
      range(rows).map((r) => [
        range(width).map((c) => store(get(out), get(sum(r, c)), 16 * c)),
        set(out, add(get(out), get(bStride))),
      ]),
      set(tiles, subtract(get(tiles), constant(1))),
    ],
    get(tiles),
  );
  const vectors = width + 1 + rows * width;
  return { name: productName(rows, width), parameters: 8, integers: 2 + rows, vectors, body };
}

/** Heights of the tiles that a product is cut into, largest first. */
export const tileRows = [6, 4, 2, 1] as const;

/** Windows of depthwise convolutions that there are routines for. */
const depthwiseSizes: readonly number[] = [3, 5];

/** Neighbours along a row that one tile of a depthwise convolution makes at once. */
export const tileCells = 4;

/** Name of the depthwise convolution of a window `size` wide; `stride` of its tiles, absent for a single cell. */
export const depthwiseName = (size: number, stride?: number) =>
  stride === undefined ? `depthwise${size}` : `depthwise${size}by${stride}`;

/**
 * `depthwise(row0, …, kernel, bias, out, tiles, bytes)`: `tiles` times four neighbouring cells of a row of the result. `row0` … are
 * where the first cell's window starts in each row that it sees; `bytes` are those of a cell's channels, a multiple of 16.
 */
function depthwiseTiles(size: number, stride: number): Routine {
  const row = (r: number) => r;
  const [kernel, bias, out, tiles, bytes] = [size, size + 1, size + 2, size + 3, size + 4];
  const [c, at, tap] = [size + 5, size + 6, size + 7];
  const weight = (kx: number) => size + 8 + kx;
  const value = weight(size);
  const sum = (t: number) => value + 1 + t;
  const cells = (tileCells - 1) * stride + size;
  const next = (pointer: number, times = 1) =>
    range(times).map(() => set(pointer, add(get(pointer), get(bytes))));
  const body = repeatWhile(
    [
      set(c, constant(0)),
      repeatWhile(
        [
          range(tileCells).map((t) => set(sum(t), load(add(get(bias), get(c))))),
          set(tap, add(get(kernel), get(c))),
          range(size).map((ky) => [
            range(size).map((kx) => [set(weight(kx), load(get(tap))), next(tap)]),
            set(at, add(get(row(ky)), get(c))),
            range(cells).map((p) => [
              set(value, load(get(at))),
              next(at),
              range(tileCells)
                .filter((t) => p - t * stride >= 0 && p - t * stride < size)
                .map((t) =>
                  set(sum(t), relaxedMultiplyAdd(get(value), get(weight(p - t * stride)), get(sum(t)))),
                ),
            ]),
          ]),
          set(at, add(get(out), get(c))),
          range(tileCells).map((t) => [store(get(at), get(sum(t))), next(at)]),
          set(c, add(get(c), constant(16))),
        ],
        subtract(get(bytes), get(c)),
      ),
      range(size).map((ky) => next(row(ky), tileCells * stride)),
      next(out, tileCells),
      set(tiles, subtract(get(tiles), constant(1))),
    ],
    get(tiles),
  );
  return {
    name: depthwiseName(size, stride),
    parameters: size + 5,
    integers: 3,
    vectors: size + 1 + tileCells,
    body,
  };
}

/**
 * `depthwise(row0, …, kernel, bias, out, taps, bytes)`: one cell whose window lies within the map by `taps` columns only; `row0` … and
 * `kernel` are at the first of these.
 */
function depthwiseCell(size: number): Routine {
  const row = (r: number) => r;
  const [kernel, bias, out, taps, bytes] = [size, size + 1, size + 2, size + 3, size + 4];
  const [c, at, tap, line, left] = [size + 5, size + 6, size + 7, size + 8, size + 9];
  const sum = size + 10;
  const next = (pointer: number, times = 1) =>
    range(times).map(() => set(pointer, add(get(pointer), get(bytes))));
  const body = [
    set(c, constant(0)),
    repeatWhile(
      [
        set(sum, load(add(get(bias), get(c)))),
        set(line, add(get(kernel), get(c))),
        range(size).map((ky) => [
          set(at, add(get(row(ky)), get(c))),
          set(tap, get(line)),
          set(left, get(taps)),
          repeatWhile(
            [
              set(sum, relaxedMultiplyAdd(load(get(at)), load(get(tap)), get(sum))),
              next(at),
              next(tap),
              set(left, subtract(get(left), constant(1))),
            ],
            get(left),
          ),
          next(line, size),
        ]),
        store(add(get(out), get(c)), get(sum)),
        set(c, add(get(c), constant(16))),
      ],
      subtract(get(bytes), get(c)),
    ),
  ];
  return { name: depthwiseName(size), parameters: size + 5, integers: 5, vectors: 1, body };
}

/** For every processor with SIMD. */
export const plainRoutines: readonly Routine[] = [swishRoutine(roundedTwice)];

/** For those with relaxed SIMD, whose multiply-add is one instruction on most. */
export const relaxedRoutines: readonly Routine[] = [
  swishRoutine(relaxedMultiplyAdd),
  clampRoutine('relu'),
  clampRoutine('relu6'),
  ...tileRows.flatMap((rows) => [productRoutine(rows, 2), productRoutine(rows, 1)]),
  ...depthwiseSizes.flatMap((size) => [
    depthwiseTiles(size, 1),
    depthwiseTiles(size, 2),
    depthwiseCell(size),
  ]),
];
