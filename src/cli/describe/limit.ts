import { compoundDetector } from '../../../models/families/efficientdet/compound.ts';
import { type DetectorKnobs, scaledEfficientDet } from '../../../models/families/efficientdet/scaled.ts';
import { compound, type Knobs } from '../../../models/families/efficientnet/compound.ts';
import { scaledEfficientNet } from '../../../models/families/efficientnet/scaled.ts';
import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import { GraphError } from '../../../models/graph/graph.ts';
import { Complaint } from '../complaint.ts';

/** A graph of more takes longer to make than anybody waits for. */
const mostBlocks = 3000;
const mostClasses = 10_000_000;

const count = (value: number) => value.toLocaleString('en-US');

/** Why a network cannot be described; null where it can. Counts above 2⁵³ would not be exact. */
function tooLarge(costs: () => ScaledNetwork, ...knobs: readonly number[]): string | null {
  if (!knobs.every(Number.isFinite)) return 'its sizes would be beyond all numbers';
  let found: ScaledNetwork;
  try {
    found = costs();
  } catch (error) {
    if (error instanceof GraphError && /too large to count/.test(error.message))
      return 'its maps would be too large to count';
    throw error;
  }
  const { multiplyAdds, parameters, groups } = found;
  const blocks = groups.reduce((sum, group) => sum + group.blocks, 0);
  if (!(blocks <= mostBlocks)) return `it would have more than ${count(mostBlocks)} blocks`;
  if (!(multiplyAdds <= Number.MAX_SAFE_INTEGER && parameters * 4 <= Number.MAX_SAFE_INTEGER))
    return `its multiply-adds would be more than ${count(Number.MAX_SAFE_INTEGER)}, up to which they can be counted exactly`;
  return null;
}

/** The largest φ, in steps of 0.1, up to which all networks of a family can be described. */
function largestPhi(costsAt: (phi: number) => ScaledNetwork): number {
  let [fits, fails] = [0, 1000];
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    if (tooLarge(() => costsAt(middle / 10)) === null) fits = middle;
    else fails = middle;
  }
  return fits / 10;
}

const classifierAt = (phi: number) => scaledEfficientNet(compound({ phi }));

/** The knobs of a detector at φ, rounded. */
function detectorKnobsAt(phi: number): DetectorKnobs {
  const { backbone, width, cells, headDepth, resolution } = compoundDetector(phi);
  return {
    backbone,
    width: width.value,
    cells: cells.value,
    headDepth: headDepth.value,
    resolution: resolution.value,
  };
}

function refuse(
  name: string,
  reason: string | null,
  phi: number | undefined,
  costsAt: (phi: number) => ScaledNetwork,
): void {
  if (reason === null) return;
  throw new Complaint(
    phi === undefined
      ? `This ${name} cannot be described: ${reason}. Make it shallower, narrower or its pictures smaller.`
      : `${name} at φ = ${phi} cannot be described: ${reason}. The largest φ that can is ${largestPhi(costsAt)}.`,
  );
}

/** What makes no sense is told by the network's own checks. */
const isSensible = (...values: number[]) => values.every((value) => value > 0);

/** Refuses what is too large, before anything of it is made. `phi`, where it alone says the size. */
export function checkClassifier(name: string, knobs: Knobs, phi: number | undefined): void {
  if (!isSensible(knobs.width, knobs.depth, knobs.resolution)) return;
  refuse(
    name,
    tooLarge(() => scaledEfficientNet(knobs), knobs.width, knobs.depth, knobs.resolution),
    phi,
    classifierAt,
  );
}

/** The same for a detector. */
export function checkDetector(name: string, knobs: DetectorKnobs, phi: number | undefined): void {
  if (!isSensible(knobs.width, knobs.cells, knobs.headDepth, knobs.resolution)) return;
  refuse(
    name,
    tooLarge(() => scaledEfficientDet(knobs), knobs.width, knobs.resolution),
    phi,
    (at) => scaledEfficientDet(detectorKnobsAt(at)),
  );
}

export function checkClasses(classes: number | undefined): void {
  if (classes !== undefined && !(Number.isInteger(classes) && classes >= 1 && classes <= mostClasses))
    throw new Complaint(`--classes is a whole number from 1 to ${count(mostClasses)}, not ${classes}.`);
}
