import { answerOf, type MaskPath } from '../graph/answers.ts';
import { findTensor, type Graph, opAt } from '../graph/graph.ts';
import type { Op, OpKind, OpOf, TensorId } from '../graph/op.ts';
import { isSingleCell, type Pair } from '../graph/shape.ts';
import type { Weights } from '../operators/fold.ts';
import { parametersOf } from '../operators/index.ts';
import { activated } from '../operators/kinds/activation.ts';
import { sourcePlace } from '../operators/kinds/resize-bilinear.ts';
import { sourceCell } from '../operators/kinds/resize-nearest.ts';
import { eachCell } from '../operators/plain-map.ts';
import { cellsOf } from './segments.ts';

/** What of a run on an inference graph is needed to tell what each path brings to the logits of a pixel. */
export interface PathNeeds {
  readonly paths: readonly MaskPath[];
  /** Names of the maps: those that the paths end in, and the gates behind them. */
  readonly maps: readonly string[];
  /** Names of the weights behind the paths. */
  readonly parameters: readonly string[];
}

/** Tensors from where the paths end to the logits: those that are read as they are, and those that are worked out again. */
function behind(graph: Graph, ends: ReadonlySet<TensorId>, logits: TensorId) {
  const gates = new Set<TensorId>();
  const worked = new Set<TensorId>();
  const waiting = [logits];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (ends.has(id) || worked.has(id)) continue;
    worked.add(id);
    const { kind, inputs } = opAt(graph, id);
    if (kind === 'multiply') gates.add(inputs[1] ?? 0);
    waiting.push(...(kind === 'multiply' ? inputs.slice(0, 1) : inputs));
  }
  return { gates, worked };
}

/** What is needed of a run; null where the answer tells of no paths that meet. */
export function pathNeeds(graph: Graph): PathNeeds | null {
  const answer = answerOf(graph, 'mask');
  if (answer?.paths === undefined) return null;
  const { paths, logits } = answer;
  const ends = new Set(paths.map(({ tap }) => findTensor(graph, tap)));
  const { gates, worked } = behind(graph, ends, findTensor(graph, logits));
  return {
    paths,
    maps: [...paths.map(({ tap }) => tap), ...[...gates].map((id) => opAt(graph, id).name)],
    parameters: [...new Set([...worked].flatMap((id) => parametersOf(opAt(graph, id))))],
  };
}

/** One number a channel for each path, and in the last row for what the layers add themselves. */
type Parts = Float64Array;

/** A run, and what was worked out of it so far. */
interface Place {
  readonly graph: Graph;
  readonly weights: (name: string) => ArrayLike<number>;
  /** Values of a gate, one a channel. */
  readonly gate: (id: TensorId) => ArrayLike<number>;
  readonly rows: number;
  readonly parts: (id: TensorId, row: number, column: number) => Parts;
}

type At = readonly [row: number, column: number];

/** Adds `times` what a map has at a cell, to channels from `from` on. */
function gather(into: Parts, channels: number, own: Parts, rows: number, times = 1, from = 0): void {
  const read = own.length / rows;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < read; c++) into[r * channels + from + c]! += times * own[r * read + c]!;
}

function addBias({ weights, rows }: Place, op: { readonly bias?: string }, into: Parts): void {
  if (op.bias === undefined) return;
  const bias = weights(op.bias);
  const channels = into.length / rows;
  for (let c = 0; c < channels; c++) into[(rows - 1) * channels + c]! += bias[c]!;
}

/** Calls `visit` for each cell of a window that lies on the map. */
function eachOnMap(
  { graph, parts }: Place,
  op: OpOf<'conv2d'> | OpOf<'depthwiseConv2d'>,
  [row, column]: At,
  visit: (parts: Parts, tap: number) => void,
): void {
  const source = op.inputs[0] ?? 0;
  const [height, width] = opAt(graph, source).shape;
  eachCell(op, row, column, (y, x, tap) => {
    if (y >= 0 && x >= 0 && y < height && x < width) visit(parts(source, y, x), tap);
  });
}

/** What a resized map reads along one axis: two cells, and how much of the second. */
function between(op: OpOf<'resizeBilinear'>, i: number, from: number, to: number) {
  const place = sourcePlace(op.align, i, from, to);
  const low = Math.min(from - 1, Math.floor(place));
  return [
    [low, 1 - (place - low)],
    [Math.min(from - 1, low + 1), place - low],
  ] as const;
}

/** How each kind that may lie behind a path hands on what the paths bring. */
const handsOn: { readonly [K in OpKind]?: (place: Place, op: OpOf<K>, at: At, into: Parts) => void } = {
  conv2d(place, op, at, into) {
    if (op.groups !== 1) throw new RangeError(`${op.name}: no path leads through groups.`);
    const { rows, weights } = place;
    const kernel = weights(op.kernel);
    const filters = op.shape[2];
    eachOnMap(place, op, at, (own, tap) => {
      const channels = own.length / rows;
      for (let r = 0; r < rows; r++)
        for (let k = 0; k < channels; k++) {
          const value = own[r * channels + k]!;
          if (value === 0) continue;
          const first = (tap * channels + k) * filters;
          for (let c = 0; c < filters; c++) into[r * filters + c]! += value * kernel[first + c]!;
        }
    });
    addBias(place, op, into);
  },
  depthwiseConv2d(place, op, at, into) {
    const { rows, weights } = place;
    const kernel = weights(op.kernel);
    const channels = op.shape[2];
    eachOnMap(place, op, at, (own, tap) => {
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < channels; c++)
          into[r * channels + c]! += own[r * channels + c]! * kernel[tap * channels + c]!;
    });
    addBias(place, op, into);
  },
  activation({ parts, rows }, op, [row, column], into) {
    const own = parts(op.inputs[0] ?? 0, row, column);
    const channels = op.shape[2];
    if (activated(op.activation, 0) !== 0)
      throw new RangeError(`${op.name}: ${op.activation} is no factor on what enters it.`);
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += own[r * channels + c]!;
      const held = sum === 0 ? 0 : activated(op.activation, sum) / sum;
      for (let r = 0; r < rows; r++) into[r * channels + c] = held * own[r * channels + c]!;
    }
  },
  add({ graph, parts, rows }, op, [row, column], into) {
    for (const id of op.inputs) {
      const spread = isSingleCell(opAt(graph, id).shape);
      gather(into, op.shape[2], spread ? parts(id, 0, 0) : parts(id, row, column), rows);
    }
  },
  multiply({ graph, gate, parts, rows }, op, [row, column], into) {
    const [map = 0, by = 0] = op.inputs;
    if (!isSingleCell(opAt(graph, by).shape)) throw new RangeError(`${op.name}: a gate of many cells.`);
    const [own, held] = [parts(map, row, column), gate(by)];
    const channels = op.shape[2];
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < channels; c++) into[r * channels + c] = held[c]! * own[r * channels + c]!;
  },
  concat({ graph, parts, rows }, op, [row, column], into) {
    let from = 0;
    for (const id of op.inputs) {
      gather(into, op.shape[2], parts(id, row, column), rows, 1, from);
      from += opAt(graph, id).shape[2];
    }
  },
  resizeNearest({ graph, parts, rows }, op, [row, column], into) {
    const source = op.inputs[0] ?? 0;
    const [height, width] = opAt(graph, source).shape;
    const y = sourceCell(op, row, height, op.shape[0]);
    gather(into, op.shape[2], parts(source, y, sourceCell(op, column, width, op.shape[1])), rows);
  },
  resizeBilinear({ graph, parts, rows }, op, [row, column], into) {
    const source = op.inputs[0] ?? 0;
    const [height, width] = opAt(graph, source).shape;
    for (const [y, down] of between(op, row, height, op.shape[0]))
      for (const [x, across] of between(op, column, width, op.shape[1]))
        if (down * across > 0) gather(into, op.shape[2], parts(source, y, x), rows, down * across);
  },
};

/** The logits of one pixel as sums: what each path brings, and what the layers behind them add themselves. */
export interface LogitsAlongPaths {
  /** In the order of the answer's paths, one number a class. */
  readonly paths: readonly Float64Array[];
  /** Of the biases, one number a class. */
  readonly own: Float64Array;
}

/**
 * What each path brings to the logits of one pixel of a run. Every activation behind the paths is held at what it was in the run, as a factor
 * on what enters it (a ReLU lets through or not, a swish lets a part through), and so is every gate. What is left only multiplies and adds,
 * so the logits are the sum of what the paths bring and of the layers' own shifts. It is not what would happen without a path: then
 * the activations would be others.
 * @param maps values of the maps of `pathNeeds`, by name: [h, w, c], of a gate [c]
 * @param size height and width in pixels; `place` the pixel, [y, x], as `segmentsOf` reads it
 * @throws RangeError where the paths meet in operators that are no factors once they are held.
 */
export function logitsAlongPaths(
  graph: Graph,
  weights: Weights,
  maps: Readonly<Record<string, ArrayLike<number>>>,
  size: Pair,
  place: Pair,
): LogitsAlongPaths {
  const answer = answerOf(graph, 'mask');
  const taps = answer?.paths?.map(({ tap }) => tap) ?? [];
  const ends = new Map(taps.map((tap, i) => [findTensor(graph, tap), i] as const));
  const rows = taps.length + 1;
  const given = (values: ArrayLike<number> | undefined, name: string): ArrayLike<number> => {
    if (values === undefined) throw new RangeError(`${name} of ${graph.name} was not given.`);
    return values;
  };
  const map = (name: string) => given(maps[name], name);
  const known = new Map<string, Parts>();
  const worked: Place = {
    ...{ graph, rows, weights: (name) => given(weights.get(name), name) },
    gate: (id) => map(opAt(graph, id).name),
    parts(id, row, column) {
      const key = `${id} ${row} ${column}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const op: Op = opAt(graph, id);
      const channels = op.shape[2];
      const made = new Float64Array(rows * channels);
      const end = ends.get(id);
      if (end !== undefined) {
        const values = map(taps[end] ?? '');
        const first = (row * op.shape[1] + column) * channels;
        for (let c = 0; c < channels; c++) made[end * channels + c] = values[first + c]!;
      } else {
        const work = handsOn[op.kind] as ((place: Place, op: Op, at: At, into: Parts) => void) | undefined;
        if (work === undefined) throw new RangeError(`${op.name}: no path leads through ${op.kind}.`);
        work(worked, op, [row, column], made);
      }
      known.set(key, made);
      return made;
    },
  };
  const logits = findTensor(graph, answer?.logits ?? '');
  const { shape } = opAt(graph, logits);
  const classes = shape[2];
  const sum = new Float64Array(rows * classes);
  for (const { row, column, part } of cellsOf(shape, size, place))
    gather(sum, classes, worked.parts(logits, row, column), rows, part);
  const rowOf = (r: number) => sum.slice(r * classes, (r + 1) * classes);
  return { paths: taps.map((_, r) => rowOf(r)), own: rowOf(rows - 1) };
}
