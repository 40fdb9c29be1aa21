import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import { type Spread, spreadOf } from '../../parts/runs/statistics.ts';
import type { TimedEngine, TimedNet } from '../../parts/runs/take-turns.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { columns, type Verdict } from '../../words/en/figures/softmax-against-fast.ts';
import type { Size } from './view.ts';

/** The two rules, in the order in which they take turns. */
export const methods = ['softmax', 'fastNormalized'] as const;
export type Method = (typeof methods)[number];

/** What is known of one size so far. */
export interface Timing {
  readonly size: Size;
  readonly state: 'waiting' | 'loading' | 'running' | 'done' | 'stopped' | 'failed';
  /** Milliseconds of each run, warm-up left out. */
  readonly runs: Readonly<Record<Method, readonly number[]>>;
  /** Why it failed, as a sentence. */
  readonly reason?: string;
}

export const unmeasured = (size: Size): Timing => ({
  size,
  state: 'waiting',
  runs: { softmax: [], fastNormalized: [] },
});

/** Pairs of runs that are enough, and fewest that are kept where one takes long. */
export const enoughPairs = 9;
const fewestPairs = 3;
const longMilliseconds = 15_000;

/** A released size with weights at every node, whatever the released one does. */
export function weightedGraph(size: Size, method: Method): Graph {
  return efficientDet({ ...releasedDetector[size], name: `efficientdet-${size}-${method}`, fusion: method });
}

export interface MeasureOptions {
  readonly signal: AbortSignal;
  readonly onTiming: (timing: Timing) => void;
  /** Milliseconds now; the page's clock unless told. */
  readonly now?: () => number;
}

/**
 * Measures both rules at each size, run about: one of softmax, one of the fast rule, and so on, so that a device that
 * warms up or slows down does so to both. A size that does not fit gets its sentence and the next one goes on; what was
 * measured before the signal fires is kept.
 */
export async function measureRules(
  sizes: readonly Size[],
  engine: TimedEngine,
  options: MeasureOptions,
): Promise<void> {
  for (const size of sizes) {
    if (options.signal.aborted) return;
    await measureSize(size, engine, options);
  }
}

async function measureSize(
  size: Size,
  engine: TimedEngine,
  { signal, onTiming, now = () => performance.now() }: MeasureOptions,
): Promise<void> {
  const runs: Record<Method, number[]> = { softmax: [], fastNormalized: [] };
  const tell = (state: Timing['state'], reason?: string) => {
    const copy = { softmax: [...runs.softmax], fastNormalized: [...runs.fastNormalized] };
    onTiming({ size, state, runs: copy, ...(reason === undefined ? {} : { reason }) });
  };
  const nets: TimedNet[] = [];
  try {
    tell('loading');
    const graphs = methods.map((method) => weightedGraph(size, method));
    for (const graph of graphs) nets.push(await engine.loadRandom(graph, { signal }));
    const [graph] = graphs;
    if (graph === undefined) return;
    const normalized = Float32Array.from({ length: sizeOf(inputShape(graph)) }, (_, at) => Math.sin(at));
    // Of the answers only the smallest is read back: the rest would be copying, which is not asked about.
    const outputs = Object.keys(graph.outputs).slice(-1);
    const once = async (net: TimedNet | undefined) =>
      (await net?.run({ normalized }, { signal, outputs }))?.timing.runMilliseconds ?? 0;
    for (const net of nets) await once(net);
    const started = now();
    for (let pair = 0; pair < enoughPairs && !signal.aborted; pair++) {
      if (pair >= fewestPairs && now() - started > longMilliseconds) break;
      const first = await once(nets[0]);
      const second = await once(nets[1]);
      runs.softmax.push(first);
      runs.fastNormalized.push(second);
      tell('running');
    }
    tell(signal.aborted ? 'stopped' : 'done');
  } catch (error) {
    if (signal.aborted) tell('stopped');
    else tell('failed', error instanceof Error ? error.message : String(error));
  } finally {
    // A network that cannot be closed leaves with the worker.
    for (const net of nets) await net.dispose().catch(() => undefined);
  }
}

/** The two medians of a size and how many times as long softmax took; null below three pairs. */
export interface Result {
  readonly size: Size;
  readonly softmax: Spread;
  readonly fastNormalized: Spread;
  readonly ratio: number;
}

export function resultOf({ size, runs }: Timing): Result | null {
  if (runs.softmax.length < fewestPairs) return null;
  const softmax = spreadOf(runs.softmax);
  const fastNormalized = spreadOf(runs.fastNormalized);
  return { size, softmax, fastNormalized, ratio: softmax.median / fastNormalized.median };
}

/** What the measurements say; null where there are none yet. */
export function verdict(results: readonly Result[]): Verdict | null {
  if (results.length === 0) return null;
  const ratios = results.map(({ ratio }) => ratio);
  const apart = results.filter(
    ({ softmax, fastNormalized }) =>
      softmax.lowerQuartile > fastNormalized.upperQuartile ||
      fastNormalized.lowerQuartile > softmax.upperQuartile,
  );
  return {
    ratios: ratios.length,
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    apart: apart.map(({ size }) => size),
  };
}

export function timingTable(results: readonly Result[]): DataTable {
  return {
    name: 'softmax-against-fast',
    columns,
    rows: results.map(({ size, softmax, fastNormalized, ratio }) => [
      size,
      softmax.median,
      fastNormalized.median,
      ratio,
      softmax.runs,
    ]),
  };
}
