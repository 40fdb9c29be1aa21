import type { NetworkSource } from '../../engine/protocol/source.ts';

/** A checkpoint as a figure tells of it before anything of it is here. */
export interface Weights {
  /** A checkpoint that ships, or an id of the catalogue. */
  readonly id: string;
  readonly shipped: boolean;
  /** `49.3 MB`; with what it stands on, where that is another download. */
  readonly size: string;
  readonly title: string;
  /** What somebody measured of these very weights, as a reader reads it; null where it is not stated. */
  readonly measured: string | null;
  readonly licence: string | null;
  /** The page on which it was published; null for what ships. */
  readonly source: string | null;
}

/** Of several checkpoints of one network, the one to take: one that is stored comes before one that would be downloaded. */
export function weightsOf(
  { weights, short }: { readonly weights: readonly Weights[]; readonly short: string },
  stored: ReadonlySet<string>,
): Weights {
  const found = weights.find(({ id }) => stored.has(id)) ?? weights[0];
  if (found === undefined) throw new Error(`${short} has no weights to run.`);
  return found;
}

/** As the engine wants them; `keep`: published ones are stored. */
export function sourceOf({ id, shipped }: Weights, keep: boolean): NetworkSource {
  return shipped ? { checkpoint: id } : { published: id, keep };
}
