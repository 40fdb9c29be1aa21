import { type Code, type Routine, wasm } from '../wasm/assembler.ts';

const { get, set, constant, add, subtract, repeatWhile } = wasm;
const { load, loadSplat, store, storeFirst, vector, sumOfLanes, plus, times } = wasm;

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Sides of the windows that there are routines for. */
export const windowSides: readonly number[] = [3, 5];

export const windowName = (side: number) => `window${side}`;
export const windowWeightsName = (side: number) => `windowWeights${side}`;

/** Vectors of pictures that a routine of windows goes over at once. */
const vectors = 4;

/** Goes over rows and cells of an output. `cell`: at every cell, with x where its window begins and y where it lies. */
function eachCell(cell: Code): { readonly body: Code } {
  return {
    body: repeatWhile(
      [
        set(local.at, get(local.x)),
        set(local.left, get(local.columns)),
        repeatWhile(
          [
            cell,
            set(local.at, add(get(local.at), get(local.step))),
            set(local.left, subtract(get(local.left), constant(1))),
          ],
          get(local.left),
        ),
        set(local.x, add(get(local.x), get(local.rowStep))),
        set(local.rows, subtract(get(local.rows), constant(1))),
      ],
      get(local.rows),
    ),
  };
}

/**
 * Arguments of both routines: `x` the padded map of one channel, where the first window begins; `w` weights; `y` the output; its rows and
 * columns; bytes from a window to the one below and to the one beside it; bytes of a row of x. Then what they count with.
 */
const local = {
  x: 0,
  w: 1,
  y: 2,
  rows: 3,
  columns: 4,
  rowStep: 5,
  step: 6,
  rowBytes: 7,
  at: 8,
  left: 9,
  p: 10,
  end: 11,
};
const parameters = 8;
const integers = 4;
const firstVector = parameters + integers;

/** One channel of a depthwise convolution: y = the sum over the window of x · w. `pictures`: a multiple of 16. */
function windowRoutine(side: number, pictures: number): Routine {
  const value = firstVector;
  const sum = (i: number) => firstVector + 1 + i;
  const cellBytes = 4 * pictures;
  const block = (from: number): Code => [
    range(vectors).map((i) => set(sum(i), vector(0))),
    set(local.p, get(local.at)),
    range(side).map((ky) => [
      range(side).map((kx) => [
        set(value, loadSplat(get(local.w), 4 * (ky * side + kx))),
        range(vectors).map((i) =>
          set(
            sum(i),
            plus(get(sum(i)), times(get(value), load(get(local.p), kx * cellBytes + from + 16 * i))),
          ),
        ),
      ]),
      ky < side - 1 ? set(local.p, add(get(local.p), get(local.rowBytes))) : [],
    ]),
    range(vectors).map((i) => store(get(local.y), get(sum(i)), from + 16 * i)),
  ];
  const cell = [
    range(pictures / 16).map((i) => block(64 * i)),
    set(local.y, add(get(local.y), constant(cellBytes))),
  ];
  return { name: windowName(side), parameters, integers, vectors: 1 + vectors, ...eachCell(cell) };
}

/** Gradients of one row of a channel's window: w[kx] += the sum over cells and pictures of y · x; `x` where the row's first window begins. */
function windowWeightsRoutine(side: number, pictures: number): Routine {
  const value = firstVector;
  const sum = (kx: number) => firstVector + 1 + kx;
  const free = firstVector + 1 + side;
  const cellBytes = 4 * pictures;
  const cell = [
    range(pictures / 4).map((i) => [
      set(value, load(get(local.y), 16 * i)),
      range(side).map((kx) =>
        set(sum(kx), plus(get(sum(kx)), times(get(value), load(get(local.at), kx * cellBytes + 16 * i)))),
      ),
    ]),
    set(local.y, add(get(local.y), constant(cellBytes))),
  ];
  const body = [
    range(side).map((kx) => set(sum(kx), vector(0))),
    eachCell(cell).body,
    range(side).map((kx) =>
      storeFirst(
        add(get(local.w), constant(4 * kx)),
        plus(loadSplat(get(local.w), 4 * kx), sumOfLanes(sum(kx), free)),
      ),
    ),
  ];
  return { name: windowWeightsName(side), parameters, integers, vectors: side + 2, body };
}

/** Arguments (x, gate, y, pixels), all of one channel: y = x · gate, the same gate at every pixel. */
function gateRoutine(pictures: number): Routine {
  const [x, gate, y, pixels] = [0, 1, 2, 3];
  const step = 4 * pictures;
  const body = repeatWhile(
    [
      range(pictures / 4).map((i) =>
        store(get(y), times(load(get(x), 16 * i), load(get(gate), 16 * i)), 16 * i),
      ),
      set(x, add(get(x), constant(step))),
      set(y, add(get(y), constant(step))),
      set(pixels, subtract(get(pixels), constant(1))),
    ],
    get(pixels),
  );
  return { name: 'gate', parameters: 4, integers: 0, vectors: 0, body };
}

/** Arguments (x, d, out, pixels): out = the sum over pixels of x · d, picture by picture. */
function gateGradientRoutine(pictures: number): Routine {
  const [x, d, out, pixels] = [0, 1, 2, 3];
  const step = 4 * pictures;
  const body = [
    range(pictures / 4).map((i) => store(get(out), vector(0), 16 * i)),
    repeatWhile(
      [
        range(pictures / 4).map((i) =>
          store(
            get(out),
            plus(load(get(out), 16 * i), times(load(get(x), 16 * i), load(get(d), 16 * i))),
            16 * i,
          ),
        ),
        set(x, add(get(x), constant(step))),
        set(d, add(get(d), constant(step))),
        set(pixels, subtract(get(pixels), constant(1))),
      ],
      get(pixels),
    ),
  ];
  return { name: 'gateGradient', parameters: 4, integers: 0, vectors: 0, body };
}

/** Arguments (x, out, part, pixels): out = the sum over pixels of x, times one value. */
function meanRoutine(pictures: number): Routine {
  const [x, out, part, pixels] = [0, 1, 2, 3];
  const factor = 4;
  const step = 4 * pictures;
  const body = [
    set(factor, loadSplat(get(part))),
    range(pictures / 4).map((i) => store(get(out), vector(0), 16 * i)),
    repeatWhile(
      [
        range(pictures / 4).map((i) =>
          store(get(out), plus(load(get(out), 16 * i), load(get(x), 16 * i)), 16 * i),
        ),
        set(x, add(get(x), constant(step))),
        set(pixels, subtract(get(pixels), constant(1))),
      ],
      get(pixels),
    ),
    range(pictures / 4).map((i) => store(get(out), times(load(get(out), 16 * i), get(factor)), 16 * i)),
  ];
  return { name: 'mean', parameters: 4, integers: 0, vectors: 1, body };
}

/** Arguments (d, x, part, pixels): x += d times one value, the same d at every pixel. */
function meanBackRoutine(pictures: number): Routine {
  const [d, x, part, pixels] = [0, 1, 2, 3];
  const factor = 4;
  const body = [
    set(factor, loadSplat(get(part))),
    repeatWhile(
      [
        range(pictures / 4).map((i) =>
          store(get(x), plus(load(get(x), 16 * i), times(load(get(d), 16 * i), get(factor))), 16 * i),
        ),
        set(x, add(get(x), constant(4 * pictures))),
        set(pixels, subtract(get(pixels), constant(1))),
      ],
      get(pixels),
    ),
  ];
  return { name: 'meanBack', parameters: 4, integers: 0, vectors: 1, body };
}

/** Routines on maps of so many pictures at once, a multiple of 16. */
export function windowRoutines(pictures: number): readonly Routine[] {
  return [
    ...windowSides.flatMap((side) => [windowRoutine(side, pictures), windowWeightsRoutine(side, pictures)]),
    gateRoutine(pictures),
    gateGradientRoutine(pictures),
    meanRoutine(pictures),
    meanBackRoutine(pictures),
  ];
}
