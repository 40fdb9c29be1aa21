import { colorAt, cssColor, sequential } from '../../components/colormap.ts';
import type { TrainedTriple } from './trained-triple.ts';

/** Part of the ramp that stands out from a light page and from a dark one. */
const [darkest, lightest] = [0.25, 0.75];

/** The colour at a place from 0, what reached the least, to 1. */
export const shade = (place: number): string =>
  cssColor(colorAt(sequential, darkest + (lightest - darkest) * place));

/** The least and the most that any of them reached, as shares. */
export function reachOf(trained: readonly TrainedTriple[]): readonly [least: number, most: number] {
  const shares = trained.map(({ test }) => test);
  return [Math.min(...shares), Math.max(...shares)];
}

/** A trained triple's colour among all of them. */
export function colorOf({ test }: TrainedTriple, trained: readonly TrainedTriple[]): string {
  const [least, most] = reachOf(trained);
  return shade(most === least ? 1 : (test - least) / (most - least));
}
