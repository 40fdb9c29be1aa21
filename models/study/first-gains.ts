import { mean } from './measured.ts';
import { findStudyNetwork, type StudyNetwork } from './networks.ts';
import type { StudyRecord } from './recipe.ts';

/** One network that was trained with both beginnings: gain 0 in the last batch norm of each block that adds its input, and gain 1 in all. */
export interface FirstGains {
  readonly network: StudyNetwork;
  /** Pictures that each run saw. */
  readonly seen: number;
  readonly seeds: readonly number[];
  /** Shares of test pictures named right, means over these seeds. */
  readonly zero: number;
  readonly one: number;
}

/** What was trained briefly with both beginnings and the same seeds, the shallowest first. */
export function firstGains(records: readonly StudyRecord[]): readonly FirstGains[] {
  const short = records.filter(({ task }) => task === 'easy');
  const withOne = short.filter(({ gain }) => gain === 1);
  const kinds = [...new Map(withOne.map((each) => [`${each.name} ${each.seen}`, each])).values()];
  return kinds
    .flatMap(({ name, seen }): FirstGains[] => {
      const network = findStudyNetwork(name);
      const runs = (gain: 1 | undefined) =>
        short.filter((each) => each.name === name && each.seen === seen && each.gain === gain);
      const pairs = runs(1).flatMap((one) => {
        const zero = runs(undefined).find(({ seed }) => seed === one.seed);
        return zero === undefined ? [] : [{ seed: one.seed, zero: zero.test, one: one.test }];
      });
      if (network === undefined || pairs.length === 0) return [];
      return [
        {
          ...{ network, seen, seeds: pairs.map(({ seed }) => seed) },
          zero: mean(pairs.map(({ zero }) => zero)),
          one: mean(pairs.map(({ one }) => one)),
        },
      ];
    })
    .sort((a, b) => a.network.knobs.depth - b.network.knobs.depth);
}
