import { type Graph, opAt } from '../../../models/graph/graph.ts';
import type { TensorId } from '../../../models/graph/op.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import { EngineError } from '../protocol/error.ts';

// What every executor asks of a run's inputs, before anything touches the device.

/** What a run is given. */
export interface Inputs {
  readonly values: ReadonlyMap<TensorId, Float32Array>;
  /** Regions that the run is about; 1 where the network knows none. */
  readonly regions: number;
}

/**
 * The values of each input: the first as it is handed to a run, `more` by their names.
 * @throws EngineError `graph` where one is missing, is not of the graph's size or of as many regions as another
 */
export function inputsOf(
  graph: Graph,
  first: Float32Array,
  more: Readonly<Record<string, Float32Array>> = {},
): Inputs {
  const values = new Map<TensorId, Float32Array>();
  let regions: number | undefined;
  graph.ops.forEach((op, id) => {
    if (op.kind !== 'input') return;
    const { name, shape } = op;
    const given = id === 0 ? first : more[name];
    const each = op.perRegion ? (given?.length ?? 0) / sizeOf(shape) : undefined;
    if (each !== undefined && Number.isInteger(each) && each > 0) regions ??= each;
    if (given?.length !== sizeOf(shape) * (op.perRegion ? (regions ?? 1) : 1))
      throw new EngineError({
        code: 'graph',
        what: 'input',
        network: graph.name,
        ...(id !== 0 && { input: name }),
        ...(op.perRegion && { regions: regions ?? 1 }),
        shape,
        given: given?.length ?? 0,
      });
    values.set(id, given);
  });
  return { values, regions: regions ?? 1 };
}

/** The values of each input for one of the regions, from 0. */
export function ofRegion(
  graph: Graph,
  { values }: Inputs,
  region: number,
): ReadonlyMap<TensorId, Float32Array> {
  return new Map(
    [...values].map(([id, given]) => {
      const op = opAt(graph, id);
      const size = sizeOf(op.shape);
      const own = op.kind === 'input' && op.perRegion;
      return [id, own ? given.subarray(region * size, (region + 1) * size) : given];
    }),
  );
}

/** Zeros for every input, one region where there are any: to compile by. */
export function emptyInputs(
  graph: Graph,
): [first: Float32Array, more: Readonly<Record<string, Float32Array>>] {
  const made = graph.ops.flatMap(({ kind, name, shape }): [string, Float32Array][] =>
    kind === 'input' ? [[name, new Float32Array(sizeOf(shape))]] : [],
  );
  const [first, ...more] = made;
  return [first?.[1] ?? new Float32Array(), Object.fromEntries(more)];
}
