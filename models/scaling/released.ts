import type { Knobs } from './compound.ts';

/** A released network: its knobs as the official code holds them, and its dropout rate before the classifier. */
export interface ReleasedClassifier extends Knobs {
  readonly name: string;
  readonly dropout: number;
  readonly variant: 'standard' | 'lite';
}

function standard(
  size: string,
  width: number,
  depth: number,
  resolution: number,
  dropout: number,
): ReleasedClassifier {
  return { name: `efficientnet-${size}`, width, depth, resolution, dropout, variant: 'standard' };
}

function lite(
  size: number,
  width: number,
  depth: number,
  resolution: number,
  dropout: number,
): ReleasedClassifier {
  return { name: `efficientnet-lite${size}`, width, depth, resolution, dropout, variant: 'lite' };
}

/**
 * Width, depth, resolution and dropout of every released EfficientNet (official code, `efficientnet_params` and
 * `efficientnet_lite_builder`). B8 (AdvProp) and L2 (NoisyStudent) came after the paper.
 */
export const released = {
  B0: standard('b0', 1, 1, 224, 0.2),
  B1: standard('b1', 1, 1.1, 240, 0.2),
  B2: standard('b2', 1.1, 1.2, 260, 0.3),
  B3: standard('b3', 1.2, 1.4, 300, 0.3),
  B4: standard('b4', 1.4, 1.8, 380, 0.4),
  B5: standard('b5', 1.6, 2.2, 456, 0.4),
  B6: standard('b6', 1.8, 2.6, 528, 0.5),
  B7: standard('b7', 2, 3.1, 600, 0.5),
  B8: standard('b8', 2.2, 3.6, 672, 0.5),
  L2: standard('l2', 4.3, 5.3, 800, 0.5),
  Lite0: lite(0, 1, 1, 224, 0.2),
  Lite1: lite(1, 1, 1.1, 240, 0.2),
  Lite2: lite(2, 1.1, 1.2, 260, 0.3),
  Lite3: lite(3, 1.2, 1.4, 280, 0.3),
  Lite4: lite(4, 1.4, 1.8, 300, 0.3),
} as const satisfies Record<string, ReleasedClassifier>;

export type ReleasedName = keyof typeof released;

/** The released network that has this name (`B3` or `efficientnet-b3`), if any. */
export function findReleased(name: string): ReleasedClassifier | undefined {
  const wanted = name.toLowerCase();
  const entries: [string, ReleasedClassifier][] = Object.entries(released);
  return entries.find(([key, each]) => key.toLowerCase() === wanted || each.name === wanted)?.[1];
}
