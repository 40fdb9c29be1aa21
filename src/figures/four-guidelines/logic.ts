import { type Guideline, type Variant, variantsOf } from '../../../models/facts/guidelines.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import { cost } from '../../../models/operators/cost.ts';
import { guidelineTables } from '../../../models/published/shufflenet/guidelines.ts';
import { type Spread, spreadOf } from '../../parts/runs/statistics.ts';

/** The part of a loaded network that measuring needs. */
export interface TimedNet {
  run(
    picture: { readonly normalized: Float32Array },
    options: { readonly signal: AbortSignal; readonly outputs: readonly string[] },
  ): Promise<{ readonly timing: { readonly runMilliseconds: number } }>;
  dispose(): Promise<void>;
}

/** The part of the engine that measuring needs. */
export interface TimedEngine {
  loadRandom(graph: Graph, options: { readonly signal: AbortSignal }): Promise<TimedNet>;
}

/** Rounds that are enough, and fewest that are kept where one takes long. */
export const enoughRounds = 11;
const fewestRounds = 3;
const longMilliseconds = 15_000;

export interface MeasureOptions {
  readonly signal: AbortSignal;
  /** Hears the milliseconds of every form so far, by its id. */
  readonly onRound: (runs: ReadonlyMap<string, readonly number[]>) => void;
  /** Milliseconds now; the page's clock unless told. */
  readonly now?: () => number;
}

/**
 * Measures the forms of an experiment in rounds, one run of each a round, after one run each to warm up: a device that warms up or slows
 * down does so to all. What was measured before the signal fires is kept.
 */
export async function measureForms(
  variants: readonly Variant[],
  engine: TimedEngine,
  { signal, onRound, now = () => performance.now() }: MeasureOptions,
): Promise<void> {
  const nets: { id: string; net: TimedNet; normalized: Float32Array; outputs: string[] }[] = [];
  const runs = new Map<string, number[]>(variants.map(({ id }) => [id, []]));
  try {
    for (const { id, graph } of variants) {
      const net = await engine.loadRandom(graph, { signal });
      const normalized = Float32Array.from({ length: sizeOf(inputShape(graph)) }, (_, at) => Math.sin(at));
      nets.push({ id, net, normalized, outputs: Object.keys(graph.outputs) });
    }
    const once = async ({ net, normalized, outputs }: (typeof nets)[number]) =>
      (await net.run({ normalized }, { signal, outputs })).timing.runMilliseconds;
    for (const each of nets) await once(each);
    const started = now();
    for (let round = 0; round < enoughRounds && !signal.aborted; round++) {
      if (round >= fewestRounds && now() - started > longMilliseconds) break;
      const times: number[] = [];
      for (const each of nets) times.push(await once(each));
      for (const [index, { id }] of nets.entries()) runs.get(id)?.push(times[index] ?? Number.NaN);
      onRound(new Map([...runs].map(([id, list]) => [id, [...list]])));
    }
  } finally {
    // A network that cannot be closed leaves with the worker.
    for (const { net } of nets) await net.dispose().catch(() => undefined);
  }
}

/** One form of an experiment with all that is known of it. */
export interface Form {
  readonly id: string;
  readonly multiplyAdds: number;
  /** Time of a run here; null below three runs. */
  readonly here: Spread | null;
  /** Time over that of the first form, here and in the paper. */
  readonly ratio: number | null;
  readonly published: number;
}

export function formsOf(guideline: Guideline, runs: ReadonlyMap<string, readonly number[]>): Form[] {
  const variants = variantsOf(guideline);
  const spreads = variants.map(({ id }) => {
    const own = runs.get(id) ?? [];
    return own.length < fewestRounds ? null : spreadOf(own);
  });
  const speed = (id: string) =>
    guidelineTables.find((row) => row.guideline === guideline && row.variant === id)?.gpu ?? Number.NaN;
  const first = variants[0]?.id ?? '';
  return variants.map(({ id, graph }, index) => {
    const here = spreads[index] ?? null;
    const base = spreads[0] ?? null;
    return {
      id,
      multiplyAdds: cost(graph).multiplyAdds,
      here,
      ratio: here && base ? here.median / base.median : null,
      published: speed(first) / speed(id),
    };
  });
}
