import { sketchSize } from './sketch.ts';
import { likenessOf, wholeOf, windowsOf } from './sketch-likeness.ts';
import type { Part } from './split.ts';

/** Two pictures that are nearly the same and stand in different parts: what is learnt from one is asked of the other. */
export interface Leak {
  readonly a: number;
  readonly b: number;
  readonly parts: readonly [Part, Part];
  /** How alike they are, small and blurred, as they lie or else where a crop of one lies best upon the other: a correlation, at most 1. */
  readonly likeness: number;
}

/** All that was found, of which the most alike are told one by one. */
export interface Leaks {
  readonly count: number;
  /** How many pictures of the test have a near-duplicate in another part. */
  readonly tested: number;
  /** The most alike first, at most `toldLeaks`. */
  readonly pairs: readonly Leak[];
}

/** Two thousand frames of one thing are a million pairs; so many are told. */
export const toldLeaks = 100;

/** What is known of the pictures that are looked through. */
export interface Looked {
  /** [pictures, width]: what the frozen network sees of each. */
  readonly features: Float32Array;
  readonly width: number;
  /** [pictures, sketchSize]. */
  readonly sketches: Float32Array;
}

/**
 * From where two pictures count as the same. Their sketches decide, one held against the whole and against crops of the other. What the
 * network sees of them must be alike only roughly: it spares comparing what is plainly something else. It cannot decide: a poor JPEG or a
 * noisy next frame is another texture to the network. Both were chosen on one set of planted leaks and confirmed on another
 * (`measured.json` of the figure `train-a-head`).
 */
export const sameFrom = { sketch: 0.9, features: 0.45 } as const;

/** Looks for the pairs of pictures in different parts that are nearly the same. Gives the share that is done, 0 to 1, picture by picture. */
export function* leakSearch(
  { features, width, sketches }: Looked,
  parts: readonly Part[],
): Generator<number, Leaks, void> {
  const count = parts.length;
  const directions = parts.map((_, i) => direction(features.subarray(i * width, (i + 1) * width)));
  const sketchAt = (i: number) => sketches.subarray(i * sketchSize, (i + 1) * sketchSize);
  const wholes = parts.map((_, i) => wholeOf(sketchAt(i)));
  /** Whether it is worth comparing two: a byte a pair, known by the first that asks. */
  const unlike = new Uint8Array(count * count);
  const found = new Map<number, number>();
  for (let a = 0; a < count; a++) {
    let windows: readonly Float32Array[] | undefined;
    for (let b = 0; b < count; b++) {
      if (a === b || parts[a] === parts[b]) continue;
      if (b > a && product(directions[a], directions[b]) < sameFrom.features) unlike[b * count + a] = 1;
      if (unlike[Math.max(a, b) * count + Math.min(a, b)] === 1) continue;
      const whole = wholes[b] as Float32Array;
      let likeness = likenessOf([wholes[a] as Float32Array], whole);
      // Only what is not the same as it lies is looked for in crops.
      if (likeness < sameFrom.sketch) {
        windows ??= windowsOf(sketchAt(a));
        likeness = likenessOf(windows, whole);
      }
      if (likeness < sameFrom.sketch) continue;
      const pair = Math.min(a, b) * count + Math.max(a, b);
      found.set(pair, Math.max(likeness, found.get(pair) ?? 0));
    }
    yield (a + 1) / count;
  }
  return told(found, parts);
}

/** A search from its first picture to its last. */
export function leaks(...args: Parameters<typeof leakSearch>): Leaks {
  const search = leakSearch(...args);
  for (;;) {
    const next = search.next();
    if (next.done) return next.value;
  }
}

function told(found: ReadonlyMap<number, number>, parts: readonly Part[]): Leaks {
  const placesOf = (pair: number) => [Math.floor(pair / parts.length), pair % parts.length] as const;
  const tested = new Set([...found.keys()].flatMap(placesOf).filter((place) => parts[place] === 'test'));
  const pairs = [...found]
    .sort(([, one], [, other]) => other - one)
    .slice(0, toldLeaks)
    .map(([pair, likeness]): Leak => {
      const [a, b] = placesOf(pair);
      return { a, b, parts: [parts[a] ?? 'train', parts[b] ?? 'train'], likeness };
    });
  return { count: found.size, tested: tested.size, pairs };
}

function direction(features: Float32Array): Float32Array {
  const length = Math.sqrt(features.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? features : features.map((value) => value / length);
}

function product(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
