import { type Code, type Routine, wasm } from '../wasm/assembler.ts';

const { get, set, constant, add, subtract, repeatWhile } = wasm;
const { load, loadSplat, store, storeFirst, vector, sumOfLanes, plus, times } = wasm;

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Rows that one tile of a product makes at once: sums of 6 × 2 vectors stay in registers. */
export const tileRows = 6;
/** Vectors of columns in a tile. */
const tileVectors = 2;
/** Values of a row that the routines go over at once: a row is a whole number of these. */
export const rowStep = 16;

export const productName = (rows: number, adds: boolean) => `product${rows}${adds ? 'More' : ''}`;

/**
 * `product(a, x, y, depth, bytes)`: `rows` rows of a times x, for all columns; y = a · x, or y += a · x. `a` lies packed, the rows' values
 * of one depth side by side; a row of x and y has so many bytes, a multiple of 64.
 */
function productRoutine(rows: number, adds: boolean): Routine {
  const [a, x, y, depth, bytes, end, p, q, k] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const column = (c: number) => 9 + c;
  const value = 9 + tileVectors;
  const sum = (r: number, c: number) => value + 1 + r * tileVectors + c;
  const eachRow = (make: (r: number) => Code): Code => [
    set(q, get(y)),
    range(rows).map((r) => [make(r), r < rows - 1 ? set(q, add(get(q), get(bytes))) : []]),
  ];
  const body = [
    set(end, add(get(x), get(bytes))),
    repeatWhile(
      [
        eachRow((r) =>
          range(tileVectors).map((c) => set(sum(r, c), adds ? load(get(q), 16 * c) : vector(0))),
        ),
        set(p, get(x)),
        set(q, get(a)),
        set(k, get(depth)),
        repeatWhile(
          [
            range(tileVectors).map((c) => set(column(c), load(get(p), 16 * c))),
            range(rows).map((r) => [
              set(value, loadSplat(get(q), 4 * r)),
              range(tileVectors).map((c) =>
                set(sum(r, c), plus(get(sum(r, c)), times(get(value), get(column(c))))),
              ),
            ]),
            set(p, add(get(p), get(bytes))),
            set(q, add(get(q), constant(4 * rows))),
            set(k, subtract(get(k), constant(1))),
          ],
          get(k),
        ),
        eachRow((r) => range(tileVectors).map((c) => store(get(q), get(sum(r, c)), 16 * c))),
        set(x, add(get(x), constant(16 * tileVectors))),
        set(y, add(get(y), constant(16 * tileVectors))),
      ],
      subtract(get(end), get(x)),
    ),
  ];
  return {
    name: productName(rows, adds),
    parameters: 5,
    integers: 4,
    vectors: tileVectors + 1 + rows * tileVectors,
    body,
  };
}

/** Rows of each side of a tile of `outer`. */
export const outerRows = 3;
export const outerName = (rows: number, columns: number) => `outer${rows}x${columns}`;

/**
 * `outer(d, x, w, bytes, step)`: w[m][k] += the sum over the columns of d[m] · x[k], for `rows` × `columns` of them. Rows of d and x have
 * so many bytes, a multiple of 64; `step`: bytes of a row of w.
 */
function outerRoutine(rows: number, columns: number): Routine {
  const [d, x, w, bytes, step, end] = [0, 1, 2, 3, 4, 5];
  const dRow = (m: number) => (m === 0 ? d : 6 + m - 1);
  const xRow = (k: number) => (k === 0 ? x : 6 + rows - 1 + k - 1);
  const firstVector = 6 + rows - 1 + columns - 1;
  const xValue = (k: number) => firstVector + k;
  const value = firstVector + columns;
  const sum = (m: number, k: number) => value + 1 + m * columns + k;
  const free = value + 1 + rows * columns;
  const pointers = [...range(rows).map(dRow), ...range(columns).map(xRow)];
  const body = [
    set(end, add(get(d), get(bytes))),
    range(rows).map((m) => (m === 0 ? [] : set(dRow(m), add(get(dRow(m - 1)), get(bytes))))),
    range(columns).map((k) => (k === 0 ? [] : set(xRow(k), add(get(xRow(k - 1)), get(bytes))))),
    range(rows * columns).map((i) => set(sum(0, i), vector(0))),
    repeatWhile(
      [
        range(4).map((at) => [
          range(columns).map((k) => set(xValue(k), load(get(xRow(k)), 16 * at))),
          range(rows).map((m) => [
            set(value, load(get(dRow(m)), 16 * at)),
            range(columns).map((k) =>
              set(sum(m, k), plus(get(sum(m, k)), times(get(value), get(xValue(k))))),
            ),
          ]),
        ]),
        pointers.map((pointer) => set(pointer, add(get(pointer), constant(64)))),
      ],
      subtract(get(end), get(d)),
    ),
    range(rows).map((m) => [
      range(columns).map((k) =>
        storeFirst(add(get(w), constant(4 * k)), plus(loadSplat(get(w), 4 * k), sumOfLanes(sum(m, k), free))),
      ),
      m < rows - 1 ? set(w, add(get(w), get(step))) : [],
    ]),
  ];
  return {
    name: outerName(rows, columns),
    parameters: 5,
    integers: 1 + rows - 1 + columns - 1,
    vectors: columns + 2 + rows * columns,
    body,
  };
}

export const products: readonly Routine[] = [
  ...range(tileRows).flatMap((r) => [productRoutine(r + 1, false), productRoutine(r + 1, true)]),
  ...range(outerRows).flatMap((m) => range(outerRows).map((k) => outerRoutine(m + 1, k + 1))),
];
