import { answerOf } from '../../../models/graph/answers.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import {
  type DeviceAsks,
  EngineError,
  type Failure,
  type RunResult,
  type RuntimeReport,
} from '../../engine/client/engine.ts';
import { type BenchCandidate, tooLarge } from '../../parts/bench/measurement.ts';
import { fewestKept, picture, shareOf } from '../../parts/bench/pace.ts';
import { limitsOf } from '../../parts/bench/run-bench.ts';
import { sentenceOf } from '../../parts/runs/sentence-of.ts';
import { raceLate as words } from '../../words/en/figures/measure-my-device-race-late.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';

/** The programs that are raced, as the engine names them; the others are measured against the first. */
export const racers = ['own', 'tfjs'] as const;
export type Racer = (typeof racers)[number];

/** The part of a loaded network that racing needs. */
export interface RacedNet {
  run(
    picture: { readonly normalized: Float32Array },
    options: { readonly signal: AbortSignal },
  ): Promise<Pick<RunResult, 'timing' | 'runtime' | 'outputs'>>;
  asks(options: { readonly signal: AbortSignal }): Promise<DeviceAsks | null>;
  dispose(): Promise<void>;
}

/** The part of an engine that racing needs; each runs one of the programs alone. */
export interface RacedEngine {
  start(): Promise<RuntimeReport>;
  loadRandom(graph: Graph, options: { readonly signal: AbortSignal }): Promise<RacedNet>;
}

/** How one program ran a network. */
export interface Lane {
  readonly runsOn: string;
  readonly adapter: string;
  /** Null where it does not run on WebGPU. */
  readonly asks: DeviceAsks | null;
  /** Each round with its readback, in milliseconds. */
  readonly runsMs: readonly number[];
}

/** A network that both ran, round by round. */
export interface Race {
  readonly id: string;
  readonly label: string;
  readonly lanes: Readonly<Record<Racer, Lane>>;
  /** How far the answers are apart, ‖own − other‖ / ‖other‖, the largest of the outputs. */
  readonly off: number;
}

/** Where a reader is who waits. */
export interface RaceProgress {
  readonly label: string;
  /** From 0. */
  readonly at: number;
  readonly of: number;
  /** Rounds that are done; null while it compiles. */
  readonly rounds: number | null;
  readonly share: number;
}

export interface RaceListener {
  onProgress(progress: RaceProgress): void;
  /** A network after each round that is worth telling. */
  onRace(race: Race): void;
  /** A network that gave nothing, and why. */
  onSetback(label: string, reason: string): void;
}

/** Which program is alone here, and why the other does not run. */
export interface Alone {
  readonly racer: Racer;
  readonly report: RuntimeReport;
  readonly missing: Failure;
}

/** The same for a reader. */
export const aloneSentence = ({ racer, report, missing }: Alone): string =>
  words.alone(racer, report, missing);

/** Answers that are further apart are not those of one network. */
export const mostOff = 1e-3;

/**
 * Races networks on two programs: both load it, their answers are compared, and they run in turn, the order turning about with each round, so
 * that nobody always follows the same neighbour and a slow moment of the machine counts on both sides. What was raced before the signal fires
 * is kept. Where one program alone starts, nothing is raced.
 * @throws EngineError where neither starts
 */
export async function raceEngines(
  candidates: readonly BenchCandidate[],
  engines: Readonly<Record<Racer, RacedEngine>>,
  listener: RaceListener,
  { signal, now = () => performance.now() }: { readonly signal: AbortSignal; readonly now?: () => number },
): Promise<Alone | null> {
  const [own, other] = await Promise.allSettled(racers.map((racer) => engines[racer].start()));
  if (signal.aborted) return null;
  if (own?.status !== 'fulfilled' || other?.status !== 'fulfilled') return aloneOf(own, other);
  for (const [at, candidate] of candidates.entries()) {
    if (signal.aborted) return null;
    const tell = (rounds: number | null, share: number) =>
      listener.onProgress({ label: candidate.label, at, of: candidates.length, rounds, share });
    try {
      const { network, ...needs } = await candidate.needs();
      const refusal = [own.value, other.value].flatMap(
        (report) => tooLarge(needs, limitsOf(report)) ?? [],
      )[0];
      if (refusal === undefined)
        await raceOne(candidate, network, engines, { signal, now, tell, onRace: listener.onRace });
      else listener.onSetback(candidate.label, refusal);
    } catch (error) {
      if (signal.aborted) return null;
      listener.onSetback(candidate.label, sentenceOf(error));
    }
  }
  return null;
}

type Started = PromiseSettledResult<RuntimeReport> | undefined;

/** The one that started; throws what the first said where none did. */
function aloneOf(own: Started, other: Started): Alone {
  if (own?.status === 'fulfilled' && other?.status === 'rejected')
    return { racer: 'own', report: own.value, missing: failureIn(other.reason) };
  if (own?.status === 'rejected' && other?.status === 'fulfilled')
    return { racer: 'tfjs', report: other.value, missing: failureIn(own.reason) };
  throw own?.status === 'rejected' ? own.reason : new Error(words.changed);
}

function failureIn(error: unknown): Failure {
  if (error instanceof EngineError) return error.failure;
  return { code: 'internal', what: 'unforeseen', said: sentenceOf(error) };
}

interface RaceOptions {
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly tell: (rounds: number | null, share: number) => void;
  readonly onRace: (race: Race) => void;
}

async function raceOne(
  { id, label }: Pick<BenchCandidate, 'id' | 'label'>,
  network: Graph,
  engines: Readonly<Record<Racer, RacedEngine>>,
  { signal, now, tell, onRace }: RaceOptions,
): Promise<void> {
  tell(null, 0);
  const nets: { readonly racer: Racer; readonly net: RacedNet }[] = [];
  const runs: Record<Racer, number[]> = { own: [], tfjs: [] };
  const normalized = picture(network);
  try {
    for (const racer of racers)
      nets.push({ racer, net: await engines[racer].loadRandom(network, { signal }) });
    const first = new Map<Racer, Pick<RunResult, 'runtime' | 'outputs'>>();
    const asks = new Map<Racer, DeviceAsks | null>();
    for (const { racer, net } of nets) {
      first.set(racer, await net.run({ normalized }, { signal }));
      asks.set(racer, await net.asks({ signal }));
    }
    const answers = racers.map((racer) => first.get(racer)?.outputs ?? {});
    const off = apart(answers[0] ?? {}, answers[1] ?? {}, answerOf(network, 'classes')?.logits);
    if (!(off <= mostOff)) throw new Error(words.strangers(off));
    const laneOf = (racer: Racer): Lane => {
      const { runtime } = first.get(racer) as Pick<RunResult, 'runtime'>;
      return {
        runsOn: runtimeName(runtime),
        adapter: runtime.adapter,
        asks: asks.get(racer) ?? null,
        runsMs: [...runs[racer]],
      };
    };
    const started = now();
    for (let round = 0, share = 0; share < 1 && !signal.aborted; round++) {
      const took = new Map<Racer, number>();
      for (const { racer, net } of round % 2 === 0 ? nets : nets.toReversed()) {
        const { timing, runtime } = await net.run({ normalized }, { signal });
        if (runtimeName(runtime) !== laneOf(racer).runsOn) throw new Error(words.changed);
        took.set(racer, timing.runMilliseconds);
      }
      // A round that one of them did not finish is none.
      for (const racer of racers) runs[racer].push(took.get(racer) ?? Number.NaN);
      // Two run where one is measured alone.
      share = shareOf(round + 1, (now() - started) / racers.length);
      tell(round + 1, share);
      if (round + 1 >= fewestKept)
        onRace({ id, label, off, lanes: { own: laneOf('own'), tfjs: laneOf('tfjs') } });
    }
  } finally {
    // A network that cannot be closed leaves with the worker.
    for (const { net } of nets) await net.dispose().catch(() => undefined);
  }
}

/**
 * ‖a − b‖ / ‖b‖, the largest of the outputs, or of the one that is named: what a softmax makes of random weights' logits is all or nothing.
 * NaN where one is missing or holds no numbers.
 */
function apart(a: RunResult['outputs'], b: RunResult['outputs'], only?: string): number {
  const compared = Object.entries(b).filter(([name]) => only === undefined || name === only);
  const each = compared.map(([name, { data }]) => {
    const own = a[name]?.data ?? new Float32Array();
    let difference = 0;
    let norm = 0;
    data.forEach((value, i) => {
      difference += ((own[i] ?? Number.NaN) - value) ** 2;
      norm += value ** 2;
    });
    return Math.sqrt(difference / norm);
  });
  return each.length === 0 ? Number.NaN : Math.max(...each);
}
