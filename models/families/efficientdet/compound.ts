import { roundFilters } from '../../blocks/rounding.ts';
import { detectorEquations } from '../../published/efficientdet/config.ts';
import { releasedCoefficients } from '../../published/efficientnet/coefficients.ts';
import { type Knobs, paperBases } from '../efficientnet/compound.ts';

/** A knob as its equation gives it, and as a network can have it. */
export interface RoundedKnob {
  readonly exact: number;
  readonly value: number;
  /** How `value` came from `exact`, in words. */
  readonly rounding: string;
  /** True where the least possible value, not the rounding, decided. */
  readonly clamped: boolean;
}

/** A detector's knobs for one φ. */
export interface CompoundDetector {
  readonly phi: number;
  /** Width and depth coefficients of the EfficientNet backbone. */
  readonly backbone: Pick<Knobs, 'width' | 'depth'>;
  readonly width: RoundedKnob;
  readonly cells: RoundedKnob;
  readonly headDepth: RoundedKnob;
  readonly resolution: RoundedKnob;
}

function rounded(
  exact: number,
  least: number,
  rounding: string,
  round: (exact: number) => number,
): RoundedKnob {
  const value = round(exact);
  return { exact, value: Math.max(least, value), rounding, clamped: value < least };
}

/** 64 · 1.35^φ channels (EfficientDet Eq. 1), to a multiple of 8 by EfficientNet's rule. */
function detectorWidth(phi: number): RoundedKnob {
  const { widthAtZero, widthBase } = detectorEquations;
  const exact = widthAtZero * widthBase ** phi;
  const value = roundFilters(exact, 1);
  return {
    exact,
    value,
    rounding: 'nearest multiple of 8, never below 90 % and at least 8',
    clamped: exact < 8,
  };
}

/** 3 + φ cells (EfficientDet Eq. 1), to the nearest whole number, at least 1. */
function detectorCells(phi: number): RoundedKnob {
  return rounded(detectorEquations.cellsAtZero + phi, 1, 'nearest whole number, at least 1', Math.round);
}

/** 3 + ⌊φ / 3⌋ convolutions a head (EfficientDet Eq. 2), at least 1; `exact` is 3 + φ / 3. */
function detectorHeadDepth(phi: number): RoundedKnob {
  const { headDepthAtZero, headDepthDivisor } = detectorEquations;
  const exact = headDepthAtZero + phi / headDepthDivisor;
  return rounded(exact, 1, 'rounded down, at least 1', Math.floor);
}

/** 512 + 128 · φ pixels (EfficientDet Eq. 3), to the nearest multiple of 128 = 2^7 (the stride of P7), at least 128. */
function detectorResolution(phi: number): RoundedKnob {
  const { resolutionAtZero, resolutionStep } = detectorEquations;
  const exact = resolutionAtZero + resolutionStep * phi;
  const round = (value: number) => Math.round(value / resolutionStep) * resolutionStep;
  return rounded(
    exact,
    resolutionStep,
    `nearest multiple of ${resolutionStep}, at least ${resolutionStep}`,
    round,
  );
}

/**
 * Coefficients of the backbone that goes with φ. The paper takes B0 … B6 for φ = 0 … 6 with their released
 * coefficients; between two of them this goes along a straight line, and outside B0 … B8 it follows α^φ and β^φ from
 * the nearest.
 */
export function detectorBackbone(phi: number): Pick<Knobs, 'width' | 'depth'> {
  const sizes = releasedCoefficients.filter(({ model }) => model !== 'L2');
  const last = sizes.length - 1;
  const inside = Math.min(Math.max(phi, 0), last);
  const beyond = phi - inside;
  const below = sizes[Math.floor(inside)];
  const above = sizes[Math.ceil(inside)];
  if (below === undefined || above === undefined) throw new RangeError(`φ must be a number, but is ${phi}.`);
  const part = inside - Math.floor(inside);
  return {
    width: (below.width + part * (above.width - below.width)) * paperBases.beta ** beyond,
    depth: (below.depth + part * (above.depth - below.depth)) * paperBases.alpha ** beyond,
  };
}

/** Every knob of a detector for any real φ, negative too; each says how it was rounded. */
export function compoundDetector(phi: number): CompoundDetector {
  return {
    phi,
    backbone: detectorBackbone(phi),
    width: detectorWidth(phi),
    cells: detectorCells(phi),
    headDepth: detectorHeadDepth(phi),
    resolution: detectorResolution(phi),
  };
}
