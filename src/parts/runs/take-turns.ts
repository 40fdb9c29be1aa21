import { type Graph, inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';

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

/** A network that takes turns with others. */
export interface TimedForm {
  readonly id: string;
  readonly graph: Graph;
}

/** Rounds that are enough, and fewest that are kept where one takes long. */
export const enoughRounds = 11;
export const fewestRounds = 3;

export interface MeasureOptions {
  readonly signal: AbortSignal;
  /** Hears the milliseconds of every network so far, by its id. */
  readonly onRound: (runs: ReadonlyMap<string, readonly number[]>) => void;
  /** Milliseconds after which no round begins once the fewest are done; 15,000 unless told. */
  readonly longMilliseconds?: number;
  /** Milliseconds now; the page's clock unless told. */
  readonly now?: () => number;
}

/**
 * Measures networks in rounds, one run of each a round, after one run each to warm up: a device that warms up or slows
 * down does so to all. What was measured before the signal fires is kept.
 */
export async function takeTurns(
  forms: readonly TimedForm[],
  engine: TimedEngine,
  { signal, onRound, longMilliseconds = 15_000, now = () => performance.now() }: MeasureOptions,
): Promise<void> {
  const nets: { id: string; net: TimedNet; normalized: Float32Array; outputs: string[] }[] = [];
  const runs = new Map<string, number[]>(forms.map(({ id }) => [id, []]));
  try {
    for (const { id, graph } of forms) {
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
