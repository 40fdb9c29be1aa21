/** A smooth guide through published results: percent as a quadratic of the logarithm of the cost. */
export interface AccuracyFit {
  /** Percent = a + b·x + c·x², where x is log₁₀ of the cost less `middle`. */
  readonly coefficients: readonly [a: number, b: number, c: number];
  readonly middle: number;
  /** The largest distance between the curve and a point it was fitted to, in percentage points. */
  readonly residual: number;
  /** Costs between which there are points; the guide says nothing beyond them. */
  readonly from: number;
  readonly to: number;
}

/** Percent that a fit gives for a cost. */
export function fittedAccuracy(
  { coefficients: [a, b, c], middle }: Pick<AccuracyFit, 'coefficients' | 'middle'>,
  cost: number,
): number {
  const x = Math.log10(cost) - middle;
  return a + b * x + c * x * x;
}

/** Least squares over the points given; undefined where there are too few (four) to leave a residual. */
export function fitAccuracy(
  points: readonly { readonly cost: number; readonly accuracy: number }[],
): AccuracyFit | undefined {
  if (points.length < 4) return undefined;
  const rows = points.map(({ cost, accuracy }) => ({ x: Math.log10(cost), y: accuracy }));
  const middle = rows.reduce((sum, { x }) => sum + x, 0) / rows.length;
  const power = (n: number): number => rows.reduce((sum, { x }) => sum + (x - middle) ** n, 0);
  const moment = (n: number): number => rows.reduce((sum, { x, y }) => sum + y * (x - middle) ** n, 0);
  const [s0, s1, s2, s3, s4] = [power(0), power(1), power(2), power(3), power(4)];
  const solution = solve3(
    [
      [s0, s1, s2],
      [s1, s2, s3],
      [s2, s3, s4],
    ],
    [moment(0), moment(1), moment(2)],
  );
  if (solution === undefined) return undefined;
  const curve = { coefficients: solution, middle };
  return {
    ...curve,
    residual: Math.max(
      ...points.map(({ cost, accuracy }) => Math.abs(fittedAccuracy(curve, cost) - accuracy)),
    ),
    from: Math.min(...points.map(({ cost }) => cost)),
    to: Math.max(...points.map(({ cost }) => cost)),
  };
}

type Three = readonly [number, number, number];

/** Cramer's rule; undefined where the equations do not settle the unknowns. */
function solve3([p, q, r]: readonly [Three, Three, Three], right: Three): Three | undefined {
  const determinant = ([a, b, c]: Three, [d, e, f]: Three, [g, h, i]: Three): number =>
    a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const whole = determinant(p, q, r);
  if (Math.abs(whole) < 1e-12) return undefined;
  const replaced = (column: 0 | 1 | 2): number => {
    const rows = [p, q, r].map((row, index) =>
      row.map((value, at) => (at === column ? right[index]! : value)),
    );
    return determinant(rows[0] as unknown as Three, rows[1] as unknown as Three, rows[2] as unknown as Three);
  };
  return [replaced(0) / whole, replaced(1) / whole, replaced(2) / whole];
}
