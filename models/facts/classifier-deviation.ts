import { baseResolution, compound, paperBases } from '../families/efficientnet/compound.ts';
import { efficientNet } from '../families/efficientnet/network.ts';
import { paperSizes, type ReleasedName, released } from '../families/efficientnet/sizes.ts';
import { cost } from '../operators/cost.ts';

/** One coefficient as the compound rule gives it for φ = the model's number, as released, and the φ it reads back as. */
export interface CoefficientDeviation {
  readonly formula: number;
  readonly released: number;
  /** The φ at which the rule gives the released value. */
  readonly phi: number;
}

/** A released EfficientNet against d = α^φ, w = β^φ, resolution = 224 · γ^φ with φ = the number in its name. */
export interface ClassifierDeviation {
  readonly model: ReleasedName;
  readonly number: number;
  readonly depth: CoefficientDeviation;
  readonly width: CoefficientDeviation;
  readonly resolution: CoefficientDeviation;
  /** Exact multiply-adds relative to B0's. */
  readonly costRatio: number;
  /** 2^φ: the cost that the paper's constraint promises. */
  readonly promisedRatio: number;
  /** log2 of the cost ratio: the φ that the multiply-adds read back as. */
  readonly phiFromCost: number;
}

/**
 * How B0–B7 leave the compound rule (EfficientNet Eq. 3): no single φ gives all three coefficients of
 * any of B1–B7; B2 is nearest, with the depth and the width of φ = 1 and a side of 260 where the rule has 257.6.
 */
export function classifierDeviations(): readonly ClassifierDeviation[] {
  const { alpha, beta, gamma } = paperBases;
  const base = cost(efficientNet(released.B0)).multiplyAdds;
  const readBack = (ratio: number, of: number) => Math.log(ratio) / Math.log(of);
  return paperSizes.map((model, number) => {
    const actual = released[model];
    const rule = compound({ phi: number });
    const costRatio = cost(efficientNet(actual)).multiplyAdds / base;
    return {
      model,
      number,
      depth: { formula: rule.depth, released: actual.depth, phi: readBack(actual.depth, alpha) },
      width: { formula: rule.width, released: actual.width, phi: readBack(actual.width, beta) },
      resolution: {
        formula: rule.exactResolution,
        released: actual.resolution,
        phi: readBack(actual.resolution / baseResolution, gamma),
      },
      costRatio,
      promisedRatio: 2 ** number,
      phiFromCost: Math.log2(costRatio),
    };
  });
}
