import { existsSync } from 'node:fs';
import type { NamedTensors } from '../../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import type { CheckpointProperties } from '../../../models/checkpoints/naming/naming.ts';
import { type Graph, inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import type { Runtime } from '../../engine/executors/runtime.ts';
import { openUpstream } from '../../engine/sources/upstream.ts';
import { checkpointFiles } from '../checkpoint/files.ts';
import { Complaint } from '../complaint.ts';
import { type Check, relativeDeviation, rootMeanSquare } from './deviation.ts';
import { tapName } from './map-names.ts';
import type { SampledTap } from './sampled-tap.ts';
import { inputSeed } from './seeded.ts';
import { seededArray } from './seeded-values.ts';

/** What an upstream library computes with a checkpoint of its own making, which lies beside this description. */
export interface UpstreamGolden {
  readonly network: string;
  readonly input: { readonly shape: readonly [number, number, number] };
  readonly facts?: { readonly bnEpsilon?: number; readonly padding?: string };
  readonly tensors: number;
  /** A classifier's. */
  readonly logits?: readonly number[];
  /** A detector's: `class/3`, `box/7`. */
  readonly outputs?: Readonly<Record<string, SampledTap>>;
  readonly taps: Readonly<Record<string, SampledTap>>;
}

/** Bound of every tap on WebAssembly and plain JavaScript, ‖a − b‖ / ‖b‖. */
const upstreamBound = 1e-4;

/** The checkpoint that lies beside `GOLDEN.json`, in whichever form it is. */
export function checkpointBeside(path: string): NamedTensors {
  const name = path.replace(/\.json$/, '');
  const weights = checkpointEndings.map((ending) => `${name}${ending}`).find((each) => existsSync(each));
  if (weights === undefined)
    throw new Complaint(
      `${path} describes a checkpoint, which was looked for in ${name}${checkpointEndings[0]} and other forms; there is none.`,
    );
  return openCheckpoint(checkpointFiles(weights));
}

const checkpointEndings = [
  '.safetensors',
  '.pth',
  '.pt',
  '.ckpt',
  '.bin',
  '.safetensors.index.json',
  '.index',
];

/** Runs the checkpoint (its usual copy of the weights, or `variant`) on the golden's input, and compares what the golden holds. */
export async function checkUpstream(
  runtime: Runtime,
  golden: UpstreamGolden,
  tensors: NamedTensors,
  variant?: string,
): Promise<Check[]> {
  const [height, width] = golden.input.shape;
  const { graph, weights } = openUpstream(tensors, {
    size: [height, width],
    ...propertiesOf(golden),
    ...(variant !== undefined && { variant }),
  });
  const executor = await runtime.load(graph, weights);
  try {
    const taps = upstreamTaps(golden, graph);
    const result = await executor.run(upstreamInput(graph), { taps, outputs: [] });
    return compareUpstream(golden, graph, result.taps, upstreamBound);
  } finally {
    executor.dispose();
  }
}

/** The input of every such golden, already normalised. */
export function upstreamInput(graph: Graph): Float32Array {
  return seededArray(inputSeed, 0, sizeOf(inputShape(graph)));
}

/** Every map that a golden holds something of, by the names of the graph's taps and outputs. */
export function upstreamTaps(golden: UpstreamGolden, graph: Graph): string[] {
  const names = Object.keys({ ...golden.taps, ...golden.outputs }).map((name) => tapName(graph, name));
  return [...new Set(golden.logits ? [...names, 'logits'] : names)];
}

/** Holds maps that were read back against the golden. */
export function compareUpstream(
  golden: UpstreamGolden,
  graph: Graph,
  maps: Readonly<Record<string, { readonly data: ArrayLike<number> }>>,
  bound: number,
): Check[] {
  const checks = Object.entries({ ...golden.taps, ...golden.outputs }).flatMap(([name, tap]) =>
    sampledChecks(name, maps[tapName(graph, name)]?.data ?? [], tap, bound),
  );
  if (golden.logits) {
    const deviation = relativeDeviation(maps.logits?.data ?? [], golden.logits);
    checks.push({ name: 'logits', deviation, bound, measure: '‖a − b‖ / ‖b‖' });
  }
  return checks;
}

/** What the golden says that its checkpoint needs of the graph. */
export function propertiesOf({ facts }: UpstreamGolden): Partial<CheckpointProperties> {
  const { bnEpsilon, padding } = facts ?? {};
  return {
    ...(bnEpsilon !== undefined && { batchNormEpsilon: bnEpsilon }),
    ...(padding !== undefined && { padding: /same/i.test(padding) ? 'same' : 'symmetric' }),
  };
}

function sampledChecks(name: string, data: ArrayLike<number>, expected: SampledTap, bound: number): Check[] {
  const size = expected.shape.reduce((product, side) => product * side, 1);
  if (data.length !== size)
    return [{ name, deviation: Math.abs(data.length - size), bound: 0, measure: 'values too many or few' }];
  const sampled = expected.positions.map((position) => data[position] ?? Number.NaN);
  const count = sampled.length;
  return [
    {
      name,
      deviation: relativeDeviation(sampled, expected.values),
      bound,
      measure: `‖a − b‖ / ‖b‖ over ${count} values`,
    },
    {
      name,
      deviation: Math.abs(rootMeanSquare(data) / expected.rms - 1),
      bound,
      measure: 'rms, relative',
    },
  ];
}
