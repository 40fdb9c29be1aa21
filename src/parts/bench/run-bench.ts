import type { Needs } from '../../../models/facts/needs.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { type DeviceCeilings, EngineError, type RuntimeReport } from '../../engine/client/engine.ts';
import { runtimeNotice } from '../../words/en/runtime.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';
import type { BenchEngine, Timed } from './bench-engine.ts';
import { bothStages } from './both-stages.ts';
import {
  type BenchCandidate,
  type DeviceLimits,
  type Measurement,
  type ProgramCost,
  tooLarge,
} from './measurement.ts';
import { fewestKept, picture, shareOf } from './pace.ts';

/** How far one network has come. */
export type Status =
  | { readonly state: 'waiting' | 'compiling' | 'done' | 'stopped' }
  | { readonly state: 'running'; readonly runs: number; readonly share: number }
  | { readonly state: 'refused' | 'failed'; readonly reason: string };

/** What the page hears while it waits. */
export interface BenchListener<Series extends string = string> {
  /** What the networks run on, and what a reader should know about that. */
  onRuntime(report: RuntimeReport, notice: string | null): void;
  /** Null while they are being measured, a sentence where they could not be. */
  onCeilings(ceilings: DeviceCeilings | string | null): void;
  onStatus(id: string, status: Status): void;
  onMeasurement(measurement: Measurement<Series>): void;
}

export interface BenchOptions {
  readonly signal: AbortSignal;
  /** What the ceilings are known of already, as it is called; they are not measured again. */
  readonly ceilingsKnownFor?: string | undefined;
  /** What our own engine asks of the GPU for a network as it runs (batch norms folded). */
  readonly programOf?: ((graph: Graph) => Promise<ProgramCost>) | undefined;
  /** Whether the device's ceilings are measured first; they are. */
  readonly ceilings?: boolean;
  /** Milliseconds now; the page's clock unless told. */
  readonly now?: () => number;
}

/**
 * Measures networks one after another. One that fails or does not fit gets a sentence and the next one goes on; when the
 * signal fires, what was measured stays, the network being measured included where it has run three times.
 * @throws EngineError where nothing here can run a network
 */
export async function runBench<Series extends string>(
  candidates: readonly BenchCandidate<Series>[],
  engine: BenchEngine,
  listener: BenchListener<Series>,
  options: BenchOptions,
): Promise<void> {
  const { signal } = options;
  for (const { id } of candidates) listener.onStatus(id, { state: 'waiting' });
  const report = await engine.start();
  if (signal.aborted) return stopAll(candidates, listener);
  listener.onRuntime(report, runtimeNotice(report));
  const limits = limitsOf(report);
  if (options.ceilings !== false && options.ceilingsKnownFor !== runtimeName(report)) {
    listener.onCeilings(null);
    try {
      listener.onCeilings(await engine.ceilings({ signal }));
    } catch (error) {
      if (!signal.aborted) listener.onCeilings(sentenceOf(error));
    }
  }
  for (const [index, candidate] of candidates.entries()) {
    if (signal.aborted) return stopAll(candidates.slice(index), listener);
    await measure(candidate, engine, listener, limits, options);
  }
}

export function limitsOf({ limits }: RuntimeReport): DeviceLimits {
  return {
    ...(limits.mapBytes !== null && { maxBufferBytes: limits.mapBytes }),
    ...(limits.totalBytes !== null && { maxMemoryBytes: limits.totalBytes }),
  };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stopAll(
  candidates: readonly { readonly id: string }[],
  listener: Pick<BenchListener, 'onStatus'>,
): void {
  for (const { id } of candidates) listener.onStatus(id, { state: 'stopped' });
}

async function timedOf({ network, second }: Needs, engine: BenchEngine, signal: AbortSignal): Promise<Timed> {
  const normalized = picture(network);
  const net = await engine.loadRandom(network, { signal });
  if (second !== undefined) return bothStages(net, normalized, { network, second }, engine, signal);
  return {
    compileMilliseconds: net.timing.compileMilliseconds,
    run: async () => {
      const { timing, runtime } = await net.run({ normalized }, { signal });
      return { milliseconds: timing.runMilliseconds, runtime };
    },
    dispose: () => net.dispose(),
  };
}

async function measure<Series extends string>(
  candidate: BenchCandidate<Series>,
  engine: BenchEngine,
  listener: BenchListener<Series>,
  limits: DeviceLimits,
  { signal, programOf, now = () => performance.now() }: BenchOptions,
): Promise<void> {
  const { id } = candidate;
  let net: Timed | undefined;
  try {
    const needs = await candidate.needs();
    const reason = tooLarge(needs, limits);
    if (reason !== null) {
      listener.onStatus(id, { state: 'refused', reason });
      return;
    }
    listener.onStatus(id, { state: 'compiling' });
    net = await timedOf(needs, engine, signal);
    const runs: number[] = [];
    let runtime: RuntimeReport | undefined;
    let failure: unknown;
    const started = now();
    try {
      for (let share = 0; share < 1 && !signal.aborted; ) {
        const result = await net.run();
        if (runtime !== undefined && runtimeName(runtime) !== runtimeName(result.runtime))
          throw new Error('The device changed while this network was measured; measure it again.');
        runtime = result.runtime;
        runs.push(result.milliseconds);
        share = shareOf(runs.length, now() - started);
        listener.onStatus(id, { state: 'running', runs: runs.length, share });
      }
    } catch (error) {
      failure = error;
    }
    const stopped = signal.aborted;
    if (failure !== undefined && !stopped) throw failure;
    if (runtime === undefined || runs.length < fewestKept) {
      listener.onStatus(id, { state: 'stopped' });
      return;
    }
    const memory = stopped ? null : await engine.memory();
    listener.onMeasurement({
      id,
      label: candidate.label,
      series: candidate.series,
      runsOn: runtimeName(runtime),
      adapter: runtime.adapter,
      multiplyAdds: needs.cost.multiplyAdds,
      bytesMoved: needs.cost.bytesMoved,
      memoryBytes: needs.memoryBytes,
      // A second stage is a program for each region, with choices of the processor's between.
      program:
        (runtime.executor === 'own' && needs.second === undefined && (await programOf?.(needs.graph))) ||
        null,
      heldBytes: memory && (memory.deviceBytes ?? memory.bytes),
      compileMs: net.compileMilliseconds,
      runsMs: runs,
    });
    listener.onStatus(id, { state: 'done' });
  } catch (error) {
    const cancelled = error instanceof EngineError && error.code === 'cancelled';
    listener.onStatus(id, cancelled ? { state: 'stopped' } : { state: 'failed', reason: sentenceOf(error) });
  } finally {
    // A network that cannot be closed leaves with the worker.
    await net?.dispose().catch(() => undefined);
  }
}
