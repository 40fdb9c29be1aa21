/** A smooth function: its value at x; its gradient is written into the second argument. */
export type Smooth = (x: Float64Array, gradient: Float64Array) => number;

export interface MinimizeOptions {
  /** Steps at most. */
  readonly steps?: number;
  /** Ends where no part of the gradient is larger. */
  readonly tolerance?: number;
  /** Called after each step; false ends the search where it stands. */
  readonly onStep?: (step: number, value: number, x: Float64Array) => boolean;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** The gradient became smaller than the tolerance. */
  readonly converged: boolean;
}

const remembered = 10;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Where a descent stands after a step. */
export interface Descended {
  readonly step: number;
  readonly value: number;
  /** Only until the next step is asked for. */
  readonly x: Float64Array;
}

/**
 * Minimizes a smooth convex function by L-BFGS (Nocedal & Wright 2006, algorithm 7.4) with a line search that halves until
 * the value falls enough (Armijo). Nothing is drawn at random: the same start gives the same end, bit for bit.
 */
export function minimize(f: Smooth, start: Float64Array, options: MinimizeOptions = {}): Minimum {
  const descent = descend(f, start, options);
  for (;;) {
    const next = descent.next();
    if (next.done) return next.value;
    const { step, value, x } = next.value;
    if (options.onStep?.(step, value, x) === false) return { x, value, steps: step, converged: false };
  }
}

/** The same, step by step, so that whoever asks for the steps may do something else in between, or stop. */
export function* descend(
  f: Smooth,
  start: Float64Array,
  { steps = 500, tolerance = 1e-8 }: Pick<MinimizeOptions, 'steps' | 'tolerance'> = {},
): Generator<Descended, Minimum, void> {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let value = f(x, gradient);
  const pairs: { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[] = [];
  for (let step = 1; step <= steps; step++) {
    if (largest(gradient) <= tolerance) return { x, value, steps: step - 1, converged: true };
    const direction = directionOf(gradient, pairs);
    const slope = dot(direction, gradient);
    const next = new Float64Array(x.length);
    const nextGradient = new Float64Array(x.length);
    let length = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let nextValue = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 50; tries++, length /= 2) {
      for (let i = 0; i < x.length; i++) next[i] = (x[i] ?? 0) + length * (direction[i] ?? 0);
      nextValue = f(next, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope) break;
    }
    // The numbers hold no lower value along this direction: this is the bottom, to the last digit.
    if (!(nextValue < value)) return { x, value, steps: step - 1, converged: false };
    const s = next.map((each, i) => each - (x[i] ?? 0));
    const y = nextGradient.map((each, i) => each - (gradient[i] ?? 0));
    const curvature = dot(s, y);
    if (curvature > 1e-12 * dot(y, y)) {
      pairs.push({ s, y, rho: 1 / curvature });
      if (pairs.length > remembered) pairs.shift();
    }
    [x, gradient, value] = [next, nextGradient, nextValue];
    yield { step, value, x };
  }
  return { x, value, steps, converged: false };
}

/** The direction that the remembered curvature gives (the two loops of algorithm 7.4). */
function directionOf(
  gradient: Float64Array,
  pairs: readonly { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[],
): Float64Array {
  const q = gradient.map((value) => -value);
  const alphas: number[] = [];
  for (const { s, y, rho } of pairs.toReversed()) {
    const alpha = rho * dot(s, q);
    alphas.push(alpha);
    for (let i = 0; i < q.length; i++) q[i] = (q[i] ?? 0) - alpha * (y[i] ?? 0);
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let i = 0; i < q.length; i++) q[i] = (q[i] ?? 0) * scale;
  }
  for (const { s, y, rho } of pairs) {
    const beta = rho * dot(y, q);
    const alpha = alphas.pop() ?? 0;
    for (let i = 0; i < q.length; i++) q[i] = (q[i] ?? 0) + (alpha - beta) * (s[i] ?? 0);
  }
  return q;
}
