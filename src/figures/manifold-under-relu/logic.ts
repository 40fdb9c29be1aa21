import { range } from 'd3-array';
import { random } from '../../../models/scenes/random.ts';
import { type Activation, channelsLeast, channelsMost } from './view.ts';

export type Point = readonly [x: number, y: number];

/** A spiral of two turns, from the origin to a radius of 4. */
export const spiral: readonly Point[] = range(160).map((index) => {
  const part = (index + 1) / 160;
  const angle = 4 * Math.PI * part;
  return [4 * part * Math.cos(angle), 4 * part * Math.sin(angle)];
});

/**
 * A random matrix of n rows, each about normal with deviation 1. A larger n has the rows of a smaller one and further ones, so that a
 * reader who adds a channel changes nothing else.
 */
export function matrixOf(channels: number, seed: number): readonly Point[] {
  const { normal } = random(seed);
  return Array.from({ length: channels }, () => [normal(1), normal(1)]);
}

const act: Readonly<Record<Activation, (value: number) => number>> = {
  relu: (value) => Math.max(0, value),
  relu6: (value) => Math.min(6, Math.max(0, value)),
  linear: (value) => value,
};

export interface Returned {
  /** The points that come back, stretched by the one factor that brings them nearest to where they were. */
  readonly points: readonly Point[];
  /** For each, whether fewer than two of its channels tell of it: then its place cannot be known. */
  readonly lost: readonly boolean[];
  /** Sum of squared distances from where they were, over the sum of squares of where they were: 0 is perfect, 1 is nothing left. */
  readonly error: number;
}

/** Takes the points into n channels, through the activation, and back by the pseudo-inverse (TᵀT)⁻¹Tᵀ. */
export function throughAndBack(
  points: readonly Point[],
  matrix: readonly Point[],
  activation: Activation,
): Returned {
  let [xx, xy, yy] = [0, 0, 0];
  for (const [a, b] of matrix) {
    xx += a * a;
    xy += a * b;
    yy += b * b;
  }
  const determinant = xx * yy - xy * xy;
  const lost: boolean[] = [];
  const back = points.map(([x, y]): Point => {
    let [first, second, telling] = [0, 0, 0];
    for (const [a, b] of matrix) {
      const before = a * x + b * y;
      const value = act[activation](before);
      if (value === before) telling++;
      first += a * value;
      second += b * value;
    }
    lost.push(telling < 2);
    return [(yy * first - xy * second) / determinant, (xx * second - xy * first) / determinant];
  });
  let [dot, own, whole] = [0, 0, 0];
  for (const [index, [x, y]] of points.entries()) {
    const [u, v] = back[index] ?? [0, 0];
    dot += x * u + y * v;
    own += u * u + v * v;
    whole += x * x + y * y;
  }
  const stretch = own > 0 ? dot / own : 0;
  return {
    points: back.map(([u, v]) => [stretch * u, stretch * v]),
    lost,
    error: Math.max(0, 1 - (own > 0 ? dot ** 2 / (own * whole) : 0)),
  };
}

/** Numbers of channels that the figure can show. */
export const counts: readonly number[] = range(channelsLeast, channelsMost + 1);

/** The error at each number of channels: with one matrix that grows, or the mean over so many. */
export function errorsOf(activation: Activation, seed: number): number[] {
  const matrix = matrixOf(channelsMost, seed);
  return counts.map((count) => throughAndBack(spiral, matrix.slice(0, count), activation).error);
}

export function meanErrors(activation: Activation, seeds: number): number[] {
  const sums = counts.map(() => 0);
  for (let seed = 1; seed <= seeds; seed++)
    for (const [index, error] of errorsOf(activation, seed).entries()) sums[index]! += error;
  return sums.map((sum) => sum / seeds);
}
