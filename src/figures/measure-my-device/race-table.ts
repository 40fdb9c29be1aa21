import { type Spread, spreadOf } from '../../parts/runs/statistics.ts';
import { race as words } from '../../words/en/figures/measure-my-device-race.ts';
import type { Race } from './race.ts';

/** What a race says of each program. */
export interface RaceResult {
  readonly times: Readonly<Record<keyof Race['lanes'], Spread>>;
  /** The other's time over our own, round by round. */
  readonly ratio: Spread;
}

export function resultOfRace({ lanes }: Pick<Race, 'lanes'>): RaceResult {
  const { own, tfjs } = lanes;
  return {
    times: { own: spreadOf(own.runsMs), tfjs: spreadOf(tfjs.runsMs) },
    ratio: spreadOf(tfjs.runsMs.map((each, round) => each / (own.runsMs[round] ?? Number.NaN))),
  };
}

/** A line of the table: one program on one network. */
export interface RaceRow {
  readonly key: string;
  readonly network: string;
  readonly runsOn: string;
  readonly dispatches: number | null;
  readonly submits: number | null;
  readonly time: Spread;
  /** Of the other program: its time over our own; null in our own line. */
  readonly ratio: number | null;
}

/** The two lines of a race. */
export function raceRows(race: Race): readonly RaceRow[] {
  const { times, ratio } = resultOfRace(race);
  return (['own', 'tfjs'] as const).map((racer) => {
    const { runsOn, asks } = race.lanes[racer];
    return {
      key: `${race.id} ${racer}`,
      network: race.label,
      runsOn,
      dispatches: asks?.dispatches ?? null,
      submits: asks?.submits ?? null,
      time: times[racer],
      ratio: racer === 'own' ? null : ratio.median,
    };
  });
}

/** A race in a sentence. */
export function raceVerdict(race: Race): string {
  const { times, ratio } = resultOfRace(race);
  const medians = { own: times.own.median, tfjs: times.tfjs.median };
  return words.verdict(race.label, race.lanes, medians, ratio, race.off);
}
