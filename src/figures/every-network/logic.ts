import type { KnownNetwork } from '../../../models/facts/every-network.ts';
import { rankCorrelation } from '../../../models/facts/rank-correlation.ts';
import { type Measurement, timesOf } from '../../parts/bench/measurement.ts';
import type { Spread } from '../../parts/runs/statistics.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { columns, nameInTable } from '../../words/en/figures/every-network.ts';
import { type EveryNetworkView, limits, type Up } from './view.ts';

/** A network with what was measured of it here, milliseconds; null before. */
export interface ShownNetwork extends KnownNetwork {
  readonly here: Spread | null;
}

/** The networks of a view, from few multiply-adds to many. */
export function networksOf(
  all: readonly KnownNetwork[],
  { task, most }: EveryNetworkView,
  measured: readonly Pick<Measurement, 'id' | 'runsMs'>[],
): readonly ShownNetwork[] {
  const times = new Map(measured.map((each) => [each.id, timesOf(each)]));
  return all
    .filter((each) => (task === 'all' || each.task === task) && each.multiplyAdds <= limits[most])
    .map((each) => ({ ...each, here: times.get(each.name) ?? null }))
    .sort((a, b) => a.multiplyAdds - b.multiplyAdds);
}

/** A value of what the chart shows upwards; null where nobody published or measured one. */
export function amountOf(network: ShownNetwork, up: Up): number | null {
  switch (up) {
    case 'accuracy':
      return network.accuracy?.value ?? null;
    case 'time':
      return network.here?.median ?? null;
    default:
      return network[up];
  }
}

/** What can be shown upwards: accuracies of one task alone, time once something was measured. */
export function upsOf(view: Pick<EveryNetworkView, 'task'>, measured: number): readonly Up[] {
  return [
    'bytesMoved',
    'parameters',
    ...(view.task === 'all' ? [] : (['accuracy'] as const)),
    ...(measured > 0 ? (['time'] as const) : []),
  ];
}

/** What a view shows upwards, where what it asks for cannot be. */
export function shownUp(view: EveryNetworkView, measured: number): Up {
  return upsOf(view, measured).includes(view.up) ? view.up : 'bytesMoved';
}

/** How well multiply-adds, bytes moved and parameters foretell the order of something; null of fewer than three networks. */
export interface Foretelling {
  readonly networks: number;
  readonly multiplyAdds: number | null;
  readonly bytesMoved: number | null;
  readonly parameters: number | null;
}

/** Rank correlations with the time that was measured here. */
export function foretellTime(networks: readonly ShownNetwork[]): Foretelling {
  const measured = networks.filter(({ here }) => here !== null);
  const times = measured.map(({ here }) => here!.median);
  const of = (key: 'multiplyAdds' | 'bytesMoved' | 'parameters') =>
    rankCorrelation(
      measured.map((each) => each[key]),
      times,
    );
  return {
    networks: measured.length,
    multiplyAdds: of('multiplyAdds'),
    bytesMoved: of('bytesMoved'),
    parameters: of('parameters'),
  };
}

/** Two networks of which the one with more multiply-adds has less of something. */
export interface Reversal {
  readonly more: ShownNetwork;
  readonly less: ShownNetwork;
  /** How many times the multiply-adds of the other. */
  readonly work: number;
  /** How many times less of the other. */
  readonly gain: number;
}

/** The smaller of a pair's two ratios. */
const least = ({ work, gain }: Reversal) => Math.min(work, gain);

/** The pair that contradicts the order of multiply-adds most, by the smaller of both ratios; undefined where none does. */
export function reversalOf(
  networks: readonly ShownNetwork[],
  up: 'time' | 'bytesMoved',
): Reversal | undefined {
  let worst: Reversal | undefined;
  for (const more of networks)
    for (const less of networks) {
      const [a, b] = [amountOf(more, up), amountOf(less, up)];
      if (a === null || b === null || more.multiplyAdds <= less.multiplyAdds || a >= b) continue;
      const found = { more, less, work: more.multiplyAdds / less.multiplyAdds, gain: b / a };
      if (worst === undefined || least(found) > least(worst)) worst = found;
    }
  return worst;
}

/** Rank correlation of multiply-adds with the bytes that a network moves: exact, before anything ran. */
export function bytesAgainstWork(networks: readonly ShownNetwork[]): number | null {
  return rankCorrelation(
    networks.map(({ multiplyAdds }) => multiplyAdds),
    networks.map(({ bytesMoved }) => bytesMoved),
  );
}

/** Every network of a view with its numbers. */
export function networkTable(networks: readonly ShownNetwork[]): DataTable {
  return {
    name: 'every-network',
    columns,
    rows: networks.map((each) => [
      nameInTable(each),
      `${each.size[0]} × ${each.size[1]}`,
      each.accuracy?.value ?? null,
      each.multiplyAdds,
      each.parameters,
      each.bytesMoved,
      each.here?.median ?? null,
      each.here?.lowerQuartile ?? null,
      each.here?.upperQuartile ?? null,
    ]),
  };
}
