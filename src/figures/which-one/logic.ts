import type { NetworkTask } from '../../../models/facts/every-network.ts';
import type { Library } from '../../../models/snippets/snippet.ts';
import { type Measurement, timesOf } from '../../parts/bench/measurement.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { columns, libraryNames } from '../../words/en/figures/which-one.ts';
import { sizes, times, type WhichOneView, works } from './view.ts';

/** A network that can be taken. Plain data. */
export interface Offer {
  readonly name: string;
  readonly title: string;
  readonly task: NetworkTask;
  readonly multiplyAdds: number;
  /** Batch norms folded. */
  readonly parameters: number;
  /** Published, in percent. */
  readonly accuracy: number;
  readonly libraries: readonly Library[];
  /** Of published weights that this site opens. */
  readonly licences: readonly string[];
}

/** An offer with its median time here, in milliseconds; null before it was measured. */
export interface Timed extends Offer {
  readonly here: number | null;
}

/** What fits, the most accurate first. */
export interface Answer {
  readonly fits: readonly Timed[];
  /** Fit but for the time, which was not measured yet; few multiply-adds first. */
  readonly untimed: readonly Timed[];
  /** The fitting network with the fewest multiply-adds within a point of the best; undefined where that is the best itself. */
  readonly cheaper: Timed | undefined;
}

/** Percent that a cheaper network may lack. */
const close = 1;

/** The networks that meet what a reader asks, by published accuracy. */
export function answerTo(
  offers: readonly Offer[],
  view: WhichOneView,
  measured: readonly Pick<Measurement, 'id' | 'runsMs'>[],
): Answer {
  const medians = new Map(measured.map((each) => [each.id, timesOf(each).median]));
  const wanted = offers
    .filter(
      (each) =>
        each.task === view.task &&
        each.multiplyAdds <= works[view.work] &&
        each.parameters <= sizes[view.size] &&
        (view.weights === 'any' || each.licences.length > 0) &&
        (view.runtime === 'any' || each.libraries.includes(view.runtime)),
    )
    .map((each): Timed => ({ ...each, here: medians.get(each.name) ?? null }))
    .sort((a, b) => b.accuracy - a.accuracy || a.multiplyAdds - b.multiplyAdds);
  const timed = view.time !== 'any';
  const fits = wanted.filter(({ here }) => !timed || (here !== null && here <= times[view.time]));
  const untimed = timed ? wanted.filter(({ here }) => here === null) : [];
  const [best] = fits;
  const least = fits
    .filter(({ accuracy }) => best !== undefined && accuracy >= best.accuracy - close)
    .reduce<Timed | undefined>(
      (least, each) => (least === undefined || each.multiplyAdds < least.multiplyAdds ? each : least),
      undefined,
    );
  return {
    fits,
    untimed: untimed.toSorted((a, b) => a.multiplyAdds - b.multiplyAdds),
    cheaper: least === best ? undefined : least,
  };
}

/** What fits, with its numbers. */
export function answerTable(fits: readonly Timed[]): DataTable {
  return {
    name: 'which-one',
    columns,
    rows: fits.map((each) => [
      each.title,
      each.accuracy,
      each.multiplyAdds,
      each.parameters,
      each.here,
      each.libraries.map((library) => libraryNames[library]).join(', ') || null,
      each.licences.join(', ') || null,
    ]),
  };
}
