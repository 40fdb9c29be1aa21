/** Indices of the `count` largest values, largest first; equal ones in order. */
export function largestIndices(values: ArrayLike<number>, count: number): readonly number[] {
  const indices = Array.from({ length: values.length }, (_, index) => index);
  return indices.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).slice(0, count);
}
