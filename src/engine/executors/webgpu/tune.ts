import type { Graph } from '../../../../models/graph/graph.ts';
import { fuse } from '../../plan/fuse.ts';
import { type PlanOptions, plan } from '../../plan/program.ts';
import { candidateTilings, nameOf, shapeKey, type Tuning } from '../../plan/tiling.ts';
import { LoadedNetwork, type Pipelines } from './loaded.ts';
import { planNetwork } from './network.ts';
import { timeDispatches } from './timing.ts';

/** Milliseconds of repeats of a dispatch in one tiling. */
const enough = 1;

/** Another tiling has to be faster than the usual one by this much: less is what two measurements of the same thing differ by. */
const leastGain = 0.05;

/** A layer whose tiling is to be chosen. */
export interface Shape {
  readonly key: string;
  /** The first dispatch that computes such a layer. */
  readonly dispatch: number;
  /** Names of tilings, the usual one first. */
  readonly candidates: readonly string[];
}

/** The shapes of 1 × 1 layers in a network's program of which nothing is known yet, each once. */
export function shapesOf(graph: Graph, options: PlanOptions, known: Tuning): readonly Shape[] {
  const shapes = new Map<string, Shape>();
  fuse(graph, options).forEach((step, dispatch) => {
    if (step.program !== 'pointwise') return;
    const key = shapeKey(graph, step.parts);
    const candidates = candidateTilings(graph, step.parts).map(nameOf);
    if (!known.has(key) && !shapes.has(key) && candidates.length > 1)
      shapes.set(key, { key, dispatch, candidates });
  });
  return [...shapes.values()];
}

/** The tiling that a shape gets: the fastest, where it is faster than the usual one by more than chance. */
export function chosenTiling(
  { candidates }: Pick<Shape, 'candidates'>,
  seconds: ReadonlyMap<string, number>,
): string {
  const [usual = ''] = candidates;
  const timed = candidates.filter((name) => Number.isFinite(seconds.get(name)));
  const secondsOf = (name: string) => seconds.get(name) ?? Number.POSITIVE_INFINITY;
  const fastest = timed.reduce((best, name) => (secondsOf(name) < secondsOf(best) ? name : best), usual);
  return secondsOf(fastest) < (1 - leastGain) * secondsOf(usual) ? fastest : usual;
}

/** The programs to make so that every candidate is in one of them: which tiling each shape has in the first, the second and so on. */
export function roundsOf(shapes: readonly Shape[]): readonly Tuning[] {
  const most = Math.max(0, ...shapes.map(({ candidates }) => candidates.length));
  return Array.from(
    { length: most },
    (_, round) =>
      new Map(
        shapes.flatMap(({ key, candidates }): (readonly [string, string])[] => {
          const name = candidates[round];
          return name === undefined ? [] : [[key, name]];
        }),
      ),
  );
}

/**
 * Measures tilings of a network's 1 × 1 layers on a device: the whole network is planned once for each candidate, with weights of zero, and
 * the dispatches in question are repeated. Gives what was known and what was found.
 */
export async function measureTilings(
  graph: Graph,
  options: PlanOptions,
  known: Tuning,
  on: {
    readonly device: GPUDevice;
    readonly pipelines: Pipelines;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Tuning> {
  const { device, pipelines, signal } = on;
  const shapes = shapesOf(graph, options, known);
  if (shapes.length === 0) return known;
  const seconds = new Map<string, Map<string, number>>(shapes.map(({ key }) => [key, new Map()]));
  let weights: GPUBuffer | undefined;
  try {
    for (const tuning of roundsOf(shapes)) {
      const planned = planNetwork(
        plan(graph, { ...options, tuning }),
        device.limits.minUniformBufferOffsetAlignment,
      );
      weights ??= device.createBuffer({
        label: 'no weights',
        size: planned.weightGroups * 4 * planned.program.valueBytes,
        usage: GPUBufferUsage.STORAGE,
      });
      const network = await LoadedNetwork.load(planned, new Map(), device, pipelines, weights);
      try {
        const timed = shapes.filter(({ key }) => tuning.has(key));
        const only = timed.map(({ dispatch }) => dispatch);
        const took = await timeDispatches(device, network, { signal, only, enough });
        timed.forEach(({ key }, i) => {
          seconds.get(key)?.set(tuning.get(key) ?? '', took[i] ?? Number.NaN);
        });
      } finally {
        network.dispose();
      }
    }
  } finally {
    weights?.destroy();
  }
  const found = shapes.map((shape): readonly [string, string] => [
    shape.key,
    chosenTiling(shape, seconds.get(shape.key) ?? new Map()),
  ]);
  return new Map([...known, ...found]);
}
