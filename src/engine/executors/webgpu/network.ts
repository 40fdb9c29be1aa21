import { fusionParameterOf } from '../../../../models/blocks/fusion-nodes.ts';
import { fusionShares } from '../../../../models/blocks/fusion-shares.ts';
import { type Graph, opAt } from '../../../../models/graph/graph.ts';
import type { OpOf, TensorId } from '../../../../models/graph/op.ts';
import type { Weights } from '../../../../models/operators/fold.ts';
import { isKind } from '../../plan/draft.ts';
import type { CostedStep, Program } from '../../plan/program.ts';
import type { Part, SeparablePart, Step } from '../../plan/step.ts';
import { codeOf } from './code.ts';
import { arrayOf, type Values } from './half.ts';
import type { Packed } from './packing.ts';
import { weightsOf } from './packing.ts';
import { arenasOf, rowsOf } from './rows.ts';
import { type PartRow, tableBytes, writeTable } from './table.ts';

// What a program needs on any device, as plain data: code, tables, weights. Nothing here touches a GPU.

/** Where an array of weights lies in the weights' buffer, in groups of four values. */
export interface PlacedWeights {
  readonly packed: Packed;
  readonly at: number;
}

export interface PlannedStep {
  readonly costed: CostedStep;
  readonly code: { readonly key: string; readonly source: string };
  readonly reads: readonly number[];
  readonly writes: number;
  /** First byte of its table, and its length. */
  readonly table: number;
  readonly tableSize: number;
  readonly rows: readonly PartRow[];
}

export interface PlannedNetwork {
  readonly program: Program;
  readonly steps: readonly PlannedStep[];
  readonly weights: readonly PlacedWeights[];
  /** Groups of four values of all weights. */
  readonly weightGroups: number;
  readonly tableBytes: number;
}

/** The join of a part, if it has one. */
function joinOf(graph: Graph, step: Step, part: Part): OpOf<'fuse'> | undefined {
  const id: TensorId | null =
    step.program === 'separable' ? (part as SeparablePart).fuse : (part.ops[0] ?? null);
  const op = id === null ? undefined : opAt(graph, id);
  return op !== undefined && isKind(op, 'fuse') ? op : undefined;
}

/** Shares of a join, from weights that stand in for the loaded ones where `changed` has them. */
function sharesOf(op: OpOf<'fuse'>, weights: Weights, changed?: Weights): readonly number[] {
  const name = fusionParameterOf(op);
  const raw = changed?.get(name) ?? (op.weights === undefined ? undefined : weights.get(name));
  return raw === undefined ? op.inputs.map(() => 1) : fusionShares(op, raw);
}

/** Lays out weights and tables of a program. `alignment`: where a table may begin, in bytes. */
export function planNetwork(program: Program, alignment: number): PlannedNetwork {
  const { graph } = program;
  const placed = new Map<string, PlacedWeights>();
  let groups = 0;
  const place = (packed: Packed): number => {
    let known = placed.get(packed.key);
    if (known === undefined) {
      known = { packed, at: groups };
      placed.set(packed.key, known);
      groups += packed.groups;
    }
    return known.at;
  };
  let table = 0;
  const steps = program.steps.map((costed): PlannedStep => {
    const { step } = costed;
    const rows = rowsOf(program, step).map((row, i): PartRow => {
      const own = weightsOf(graph, step.program, step.parts[i] as Part);
      return {
        ...row,
        ...Object.fromEntries(Object.entries(own).map(([field, packed]) => [field, place(packed)])),
      };
    });
    const { reads, writes } = arenasOf(program, step);
    const planned = {
      costed,
      code: codeOf(program, step),
      reads,
      writes,
      table,
      tableSize: tableBytes(step.parts.length),
      rows,
    };
    table += Math.ceil(tableBytes(step.parts.length) / alignment) * alignment;
    return planned;
  });
  return {
    program,
    steps,
    weights: [...placed.values()],
    weightGroups: Math.max(1, groups),
    tableBytes: table,
  };
}

/** All weights in one array, as the device keeps them. */
export function packWeights(
  { program, weights: placed, weightGroups }: PlannedNetwork,
  weights: Weights,
): Values {
  const all = arrayOf(program.valueBytes, weightGroups * 4);
  for (const { packed, at } of placed)
    packed.write(readerOf(weights), all.subarray(at * 4, (at + packed.groups) * 4));
  return all;
}

export function readerOf(weights: Weights, changed?: Weights): (name: string) => Float32Array {
  return (name) => {
    const values = changed?.get(name) ?? weights.get(name);
    if (values === undefined) throw new RangeError(`There are no weights called ${name}.`);
    return values;
  };
}

/** All tables in one array of bytes; joins with the shares that the weights give. */
export function packTables(
  network: PlannedNetwork,
  weights: Weights,
  changed?: Weights,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(16, network.tableBytes));
  const view = new DataView(bytes.buffer);
  const { graph } = network.program;
  for (const { costed, rows, table } of network.steps) {
    const { step } = costed;
    const withShares = rows.map((row, i): PartRow => {
      const join = joinOf(graph, step, step.parts[i] as Part);
      if (join === undefined) return row;
      return {
        ...row,
        ...Object.fromEntries(sharesOf(join, weights, changed).map((share, k) => [`share${k}`, share])),
      };
    });
    writeTable(view, table, withShares);
  }
  return bytes;
}
