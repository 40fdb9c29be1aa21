/** Ranks from 1, equal values share the mean of theirs. */
function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks: number[] = new Array(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let end = from;
    while (order[end]?.value === order[from]?.value) end++;
    for (let i = from; i < end; i++) ranks[order[i]!.index] = (from + end + 1) / 2;
    from = end;
  }
  return ranks;
}

/**
 * Spearman's rank correlation: 1 where both put things into one order, −1 where one turns the other's around. Null for fewer than three, and
 * where all values of one are equal.
 * @throws RangeError where there are not as many of one as of the other.
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | null {
  if (a.length !== b.length) throw new RangeError(`${a.length} values cannot be paired with ${b.length}.`);
  if (a.length < 3) return null;
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = (a.length + 1) / 2;
  let [across, up, both] = [0, 0, 0];
  x.forEach((rank, i) => {
    const [dx, dy] = [rank - mean, (y[i] ?? 0) - mean];
    across += dx * dx;
    up += dy * dy;
    both += dx * dy;
  });
  return across === 0 || up === 0 ? null : both / Math.sqrt(across * up);
}
