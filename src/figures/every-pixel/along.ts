import type { LogitsAlongPaths } from '../../../models/answers/along-paths.ts';
import type { MaskPath } from '../../../models/graph/answers.ts';
import type { Pair } from '../../../models/graph/shape.ts';
import type { Weighed } from './judged.ts';

/** What the paths of one run bring to the logits of a pixel. */
export interface Along {
  readonly paths: readonly MaskPath[];
  /** Null for a pixel that was not kept. */
  at(place: Pair): LogitsAlongPaths | null;
}

/** One class of the asked pixel: what each path brings to its logit. */
export interface PathRow {
  readonly place: number;
  readonly label: string;
  /** In the order of the paths; the last is what the layers behind them add themselves. */
  readonly brings: readonly number[];
  /** The same from −1 to 1, against the largest of all rows. */
  readonly lengths: readonly number[];
}

/** The rows for the largest logits of a pixel, in their order. */
export function pathRows({ paths, own }: LogitsAlongPaths, weighed: readonly Weighed[]): readonly PathRow[] {
  const rows = weighed.map(({ place, label }) => ({
    place,
    label,
    brings: [...paths, own].map((path) => path[place] ?? 0),
  }));
  const largest = Math.max(...rows.flatMap(({ brings }) => brings.map(Math.abs)), Number.MIN_VALUE);
  return rows.map((row) => ({ ...row, lengths: row.brings.map((value) => value / largest) }));
}

/** The path that speaks most for the first class against the second; null where there is one class or none. */
export function deciding(rows: readonly PathRow[]): { readonly path: number; readonly by: number } | null {
  const [first, second] = rows;
  if (first === undefined || second === undefined) return null;
  // The layers' own shifts are no path.
  const apart = first.brings.slice(0, -1).map((value, i) => value - second.brings[i]!);
  const by = Math.max(...apart);
  return { path: apart.indexOf(by), by };
}
