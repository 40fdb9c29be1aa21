/** The value in the middle; the mean of the middle two of an even number; undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle];
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** Extends the latest latencies by one and keeps the last `most`. */
export function latest(values: readonly number[], value: number, most = 20): readonly number[] {
  return [...values, value].slice(-most);
}
