/** Three knobs of a classifier, each relative to the baseline but for the resolution, which is a side in pixels. */
export interface Knobs {
  readonly depth: number;
  readonly width: number;
  readonly resolution: number;
}

/** The bases of the compound rule. */
export interface CompoundBases {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/** α, β, γ found for B0 by the grid search (EfficientNet §4, step 1). α·β²·γ² = 1.92027, not exactly 2. */
export const paperBases: CompoundBases = { alpha: 1.2, beta: 1.1, gamma: 1.15 };

/** Side of B0's picture, in pixels. */
export const baseResolution = 224;

export interface CompoundOptions extends Partial<CompoundBases> {
  /** Any real number; 0 is the baseline. */
  readonly phi: number;
  readonly resolution?: number;
}

export interface CompoundKnobs extends Knobs {
  /** γ^φ · 224 before it is rounded to whole pixels. */
  readonly exactResolution: number;
  /** (α·β²·γ²)^φ, the cost that the rule promises, relative to the baseline. */
  readonly promisedCost: number;
}

/** α·β²·γ²: what one step of φ multiplies the cost by, if cost were exactly d·w²·r² (EfficientNet Eq. 3). */
export function costBase({ alpha, beta, gamma }: CompoundBases): number {
  return alpha * beta ** 2 * gamma ** 2;
}

/** d = α^φ, w = β^φ, r = γ^φ (EfficientNet Eq. 3); the resolution is rounded to the nearest pixel, at least 1. */
export function compound(options: CompoundOptions): CompoundKnobs {
  const { phi, resolution = baseResolution } = options;
  const bases = {
    alpha: options.alpha ?? paperBases.alpha,
    beta: options.beta ?? paperBases.beta,
    gamma: options.gamma ?? paperBases.gamma,
  };
  const exactResolution = resolution * bases.gamma ** phi;
  return {
    depth: bases.alpha ** phi,
    width: bases.beta ** phi,
    resolution: Math.max(1, Math.round(exactResolution)),
    exactResolution,
    promisedCost: costBase(bases) ** phi,
  };
}
