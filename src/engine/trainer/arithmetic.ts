import { type Code, type Routine, wasm } from '../wasm/assembler.ts';
import { exponentialLimit, exponentialSeries, ln2Parts, nearestExponent } from '../wasm/exponential.ts';

const { get, set, constant, add, atLeast, loopWhile } = wasm;
const { load, loadSplat, store, storeFirst, vector, sumOfLanes, squareRoot } = wasm;
const { plus, minus, times, over, negative, smaller, larger, shiftLeft } = wasm;

// Routines over vectors of values, for training. No product is fused with a sum: every result is the same to the last bit on every machine.

/** A constant in all lanes. */
type Fixed = (value: number) => Code;

/** e^x of a vector, x kept between −87 and 87; `free`: three locals to work in. */
function exponential(x: Code, free: readonly [number, number, number], fixed: Fixed): Code {
  const [v, n, s] = free;
  const polynomial = exponentialSeries
    .toReversed()
    .map(fixed)
    .reduce((sum, next) => plus(times(sum, get(v)), next));
  return [
    set(v, smaller(larger(x, fixed(-exponentialLimit)), fixed(exponentialLimit))),
    set(n, plus(times(get(v), fixed(Math.LOG2E)), fixed(nearestExponent))),
    set(s, shiftLeft(get(n), 23)),
    set(n, minus(get(n), fixed(nearestExponent))),
    set(v, plus(times(get(n), fixed(-ln2Parts[1])), plus(times(get(n), fixed(-ln2Parts[0])), get(v)))),
    // e^x = s + s · v · (1 + v · polynomial)
    set(n, plus(times(polynomial, get(v)), fixed(1))),
    plus(times(times(get(s), get(v)), get(n)), get(s)),
  ];
}

const sigmoid = (x: Code, free: readonly [number, number, number], fixed: Fixed): Code =>
  over(fixed(1), plus(fixed(1), exponential(negative(x), free, fixed)));

/** What a routine that goes over rows of values is made of. */
interface Sweep {
  readonly name: string;
  /** Rows that are gone over side by side, 4 values at a time; each is an argument. */
  readonly rows: number;
  /** More arguments: addresses of single values. */
  readonly values?: number;
  /** Vectors that are summed, from 0, and put at the addresses of the last arguments. */
  readonly sums?: number;
  /** Locals to work in. */
  readonly free: number;
  /** One step. `row`: the vector there and how to write it; `value`: a single value in all lanes; `sum`: local of a sum. */
  readonly step: (at: {
    readonly row: (index: number) => Code;
    readonly write: (index: number, value: Code) => Code;
    readonly value: (index: number) => Code;
    readonly sum: (index: number) => number;
    readonly free: (index: number) => number;
    readonly fixed: Fixed;
  }) => Code;
}

/** `name(row …, value …, sum …, bytes)`: addresses, and the bytes of a row, a multiple of 16. */
function sweep({ name, rows, values = 0, sums = 0, free, step }: Sweep): Routine {
  const parameters = rows + values + sums + 1;
  const bytes = parameters - 1;
  const end = parameters;
  const firstValue = end + 1;
  const firstSum = firstValue + values;
  const firstFree = firstSum + sums;
  const firstFixed = firstFree + Math.max(free, 1);
  const each = (count: number) => Array.from({ length: count }, (_, i) => i);
  // In a local of its own: a constant that stands in the loop is made from whole numbers at every turn.
  const constants: number[] = [];
  const at = {
    row: (index: number) => load(get(index)),
    write: (index: number, value: Code) => store(get(index), value),
    value: (index: number) => get(firstValue + index),
    sum: (index: number) => firstSum + index,
    free: (index: number) => firstFree + index,
    fixed: (value: number) => {
      if (!constants.includes(value)) constants.push(value);
      return get(firstFixed + constants.indexOf(value));
    },
  };
  const stepped = step(at);
  const body = [
    set(end, add(get(0), get(bytes))),
    constants.map((value, i) => set(firstFixed + i, vector(value))),
    each(values).map((i) => set(firstValue + i, loadSplat(get(rows + i)))),
    each(sums).map((i) => set(firstSum + i, vector(0))),
    loopWhile(atLeast(add(get(end), constant(-1)), get(0)), [
      stepped,
      each(rows).map((i) => set(i, add(get(i), constant(16)))),
    ]),
    each(sums).map((i) => storeFirst(get(rows + values + i), sumOfLanes(firstSum + i, firstFree))),
  ];
  return { name, parameters, integers: 1, vectors: firstFixed - firstValue + constants.length, body };
}

type Step = Parameters<Sweep['step']>[0];
const three = ({ free }: Step, from: number) => [free(from), free(from + 1), free(from + 2)] as const;

/** Routines on rows of values; what each does is its step. */
export const sweeps: readonly Routine[] = [
  sweep({
    name: 'sum',
    rows: 1,
    sums: 1,
    free: 1,
    step: ({ row, sum }) => set(sum(0), plus(get(sum(0)), row(0))),
  }),
  // (x, mean, sum): of the squared distances from the mean.
  sweep({
    name: 'spread',
    rows: 1,
    values: 1,
    sums: 1,
    free: 1,
    step: ({ row, value, sum, free }) => [
      set(free(0), minus(row(0), value(0))),
      set(sum(0), plus(get(sum(0)), times(get(free(0)), get(free(0))))),
    ],
  }),
  // (x, y): y += x.
  sweep({
    name: 'addTo',
    rows: 2,
    free: 0,
    step: ({ row, write }) => write(1, plus(row(0), row(1))),
  }),
  // (y, value): y += value.
  sweep({
    name: 'shift',
    rows: 1,
    values: 1,
    free: 0,
    step: ({ row, write, value }) => write(0, plus(row(0), value(0))),
  }),
  // (x, y): y = e^x.
  sweep({
    name: 'exponential',
    rows: 2,
    free: 3,
    step: (at) => at.write(1, exponential(at.row(0), three(at, 0), at.fixed)),
  }),
  // (x, y, scale, shift): y = scale · x + shift.
  sweep({
    name: 'normalize',
    rows: 2,
    values: 2,
    free: 0,
    step: ({ row, write, value }) => write(1, plus(times(row(0), value(0)), value(1))),
  }),
  // The same, and swish of it.
  sweep({
    name: 'normalizeSwish',
    rows: 2,
    values: 2,
    free: 4,
    step: (at) => [
      set(at.free(3), plus(times(at.row(0), at.value(0)), at.value(1))),
      at.write(1, times(get(at.free(3)), sigmoid(get(at.free(3)), three(at, 0), at.fixed))),
    ],
  }),
  // (x, d, o, mean, 1 / deviation, gamma, beta, sum of q, sum of q · h): q, the gradient before swish, to o; h = (x − mean) / deviation.
  sweep({
    name: 'swishBack',
    rows: 3,
    values: 4,
    sums: 2,
    free: 7,
    step: (at) => {
      const [h, y, s] = [at.free(3), at.free(4), at.free(5)];
      return [
        set(h, times(minus(at.row(0), at.value(0)), at.value(1))),
        set(y, plus(times(get(h), at.value(2)), at.value(3))),
        set(s, sigmoid(get(y), three(at, 0), at.fixed)),
        set(y, times(at.row(1), times(get(s), plus(at.fixed(1), times(get(y), minus(at.fixed(1), get(s))))))),
        at.write(2, get(y)),
        set(at.sum(0), plus(get(at.sum(0)), get(y))),
        set(at.sum(1), plus(get(at.sum(1)), times(get(y), get(h)))),
      ];
    },
  }),
  // (x, d, mean, 1 / deviation, sum of d, sum of d · h).
  sweep({
    name: 'plainBack',
    rows: 2,
    values: 2,
    sums: 2,
    free: 1,
    step: (at) => [
      set(at.sum(0), plus(get(at.sum(0)), at.row(1))),
      set(
        at.sum(1),
        plus(get(at.sum(1)), times(at.row(1), times(minus(at.row(0), at.value(0)), at.value(1)))),
      ),
    ],
  }),
  // (x, q, o, mean, 1 / deviation, mean of q, mean of q · h, scale): o = (q − mean of q − h · mean of q · h) · scale.
  sweep({
    name: 'normalizeBack',
    rows: 3,
    values: 5,
    free: 1,
    step: (at) => [
      set(at.free(0), times(times(minus(at.row(0), at.value(0)), at.value(1)), at.value(3))),
      at.write(2, times(minus(minus(at.row(1), at.value(2)), get(at.free(0))), at.value(4))),
    ],
  }),
  // (x, y): swish; (x, d, o): its gradient.
  sweep({
    name: 'swish',
    rows: 2,
    free: 4,
    step: (at) => [
      set(at.free(3), at.row(0)),
      at.write(1, times(get(at.free(3)), sigmoid(get(at.free(3)), three(at, 0), at.fixed))),
    ],
  }),
  sweep({
    name: 'swishGradient',
    rows: 3,
    free: 5,
    step: (at) => {
      const [x, s] = [at.free(3), at.free(4)];
      return [
        set(x, at.row(0)),
        set(s, sigmoid(get(x), three(at, 0), at.fixed)),
        at.write(
          2,
          times(at.row(1), times(get(s), plus(at.fixed(1), times(get(x), minus(at.fixed(1), get(s)))))),
        ),
      ];
    },
  }),
  // (x, y): sigmoid; (y, d, o): its gradient, from what it gave.
  sweep({
    name: 'sigmoid',
    rows: 2,
    free: 4,
    step: (at) => [set(at.free(3), at.row(0)), at.write(1, sigmoid(get(at.free(3)), three(at, 0), at.fixed))],
  }),
  sweep({
    name: 'sigmoidGradient',
    rows: 3,
    free: 1,
    step: (at) => [
      set(at.free(0), at.row(0)),
      at.write(2, times(at.row(1), times(get(at.free(0)), minus(at.fixed(1), get(at.free(0)))))),
    ],
  }),
  // (x, sum): of the squares.
  sweep({
    name: 'squares',
    rows: 1,
    sums: 1,
    free: 1,
    step: ({ row, sum, free }) => [
      set(free(0), row(0)),
      set(sum(0), plus(get(sum(0)), times(get(free(0)), get(free(0))))),
    ],
  }),
  // (w, g, m, v, clip, 1 − first, 1 − second, keep, rate, 1 / bias of v, epsilon): Adam with decay of the weights beside it.
  sweep({
    name: 'adam',
    rows: 4,
    values: 7,
    free: 1,
    step: (at) => [
      set(at.free(0), times(at.row(1), at.value(0))),
      at.write(2, plus(at.row(2), times(minus(get(at.free(0)), at.row(2)), at.value(1)))),
      at.write(
        3,
        plus(at.row(3), times(minus(times(get(at.free(0)), get(at.free(0))), at.row(3)), at.value(2))),
      ),
      at.write(
        0,
        minus(
          times(at.row(0), at.value(3)),
          over(times(at.row(2), at.value(4)), plus(squareRoot(times(at.row(3), at.value(5))), at.value(6))),
        ),
      ),
    ],
  }),
  // (w, average, share): average += share · (w − average).
  sweep({
    name: 'follow',
    rows: 2,
    values: 1,
    free: 0,
    step: ({ row, write, value }) => write(1, plus(row(1), times(minus(row(0), row(1)), value(0)))),
  }),
];
