/**
 * Which seeds may be used for what. A scene is its seed, so the partition of the seeds is the partition of the data:
 * nothing trained or tuned may ever see a seed of `test`.
 */
export const partitions = {
  training: { first: 0, count: 1_000_000 },
  validation: { first: 1_000_000, count: 100_000 },
  test: { first: 2_000_000, count: 100_000 },
  /** What a reader makes on the page, and "measure it again": neither trained on nor part of a card's numbers. */
  visitor: { first: 3_000_000, count: 1_000_000_000 },
} as const;

export type Partition = keyof typeof partitions;

/** The part that a seed belongs to, or null for one that belongs to none. */
export function partitionOf(seed: number): Partition | null {
  for (const name of Object.keys(partitions) as Partition[]) {
    const { first, count } = partitions[name];
    if (seed >= first && seed < first + count) return name;
  }
  return null;
}

/**
 * The n-th seeds of a part.
 * @throws RangeError where the part does not hold that many.
 */
export function seedsOf(partition: Partition, from: number, count: number): number[] {
  const part = partitions[partition];
  if (from < 0 || count < 0 || from + count > part.count)
    throw new RangeError(
      `The ${partition} seeds are ${part.count}; ${from} to ${from + count} lies outside them.`,
    );
  return Array.from({ length: count }, (_, i) => part.first + from + i);
}
