import type { Part } from './split.ts';

/** Two pictures that are nearly the same and stand in different parts: what is learnt from one is asked of the other. */
export interface Leak {
  readonly a: number;
  readonly b: number;
  readonly parts: readonly [Part, Part];
  /** Cosine of the angle between their features, at most 1. */
  readonly likeness: number;
}

/**
 * From where two pictures count as the same. One that was moved by a few pixels, made a tenth brighter or a fifth smaller stays above it
 * (0.984 to 0.986); among 480 portraits of twelve classes no two different ones come to it (0.955 at most). A picture of flat colours that
 * was saved as a poor JPEG may fall below: what the network sees of it is another texture (0.78 at quality 60).
 */
export const sameFrom = 0.97;

/** The pairs of pictures in different parts whose features point almost the same way, the most alike first. */
export function leaks(
  features: Float32Array,
  width: number,
  parts: readonly Part[],
  from = sameFrom,
): readonly Leak[] {
  const lengths = parts.map((_, i) => {
    let square = 0;
    for (let f = 0; f < width; f++) square += (features[i * width + f] ?? 0) ** 2;
    return Math.sqrt(square);
  });
  const found: Leak[] = [];
  for (let a = 0; a < parts.length; a++)
    for (let b = a + 1; b < parts.length; b++) {
      const [partOfA, partOfB] = [parts[a], parts[b]];
      if (partOfA === undefined || partOfB === undefined || partOfA === partOfB) continue;
      const norms = (lengths[a] ?? 0) * (lengths[b] ?? 0);
      if (norms === 0) continue;
      let sum = 0;
      for (let f = 0; f < width; f++) sum += (features[a * width + f] ?? 0) * (features[b * width + f] ?? 0);
      const likeness = Math.min(1, sum / norms);
      if (likeness >= from) found.push({ a, b, parts: [partOfA, partOfB], likeness });
    }
  return found.sort((one, other) => other.likeness - one.likeness);
}
