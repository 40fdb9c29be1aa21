import type { Member, NetworkOptions } from '../../../models/families/family.ts';
import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import { GraphError } from '../../../models/graph/graph.ts';
import { Complaint } from '../complaint.ts';

/** A graph of more takes longer to make than anybody waits for. */
const mostBlocks = 3000;
const mostClasses = 10_000_000;

const count = (value: number) => value.toLocaleString('en-US');

/** Why a network cannot be described; null where it can. Counts above 2⁵³ would not be exact. */
function tooLarge(costs: () => ScaledNetwork, knobs: readonly number[] = []): string | null {
  if (!knobs.every(Number.isFinite)) return 'its sizes would be beyond all numbers';
  let found: ScaledNetwork;
  try {
    found = costs();
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const facts = Object.values(error.fault).flat(2);
    if (facts.includes(Number.POSITIVE_INFINITY)) return 'its sizes would be beyond all numbers';
    if (error.fault.code === 'map-uncountable') return 'its maps would be too large to count';
    throw error;
  }
  const { multiplyAdds, parameters, groups, resolution } = found;
  if (!Number.isFinite(resolution)) return 'its sizes would be beyond all numbers';
  const blocks = groups.reduce((sum, group) => sum + group.blocks, 0);
  if (!(blocks <= mostBlocks)) return `it would have more than ${count(mostBlocks)} blocks`;
  if (!(multiplyAdds <= Number.MAX_SAFE_INTEGER && parameters * 4 <= Number.MAX_SAFE_INTEGER))
    return `its multiply-adds would be more than ${count(Number.MAX_SAFE_INTEGER)}, up to which they can be counted exactly`;
  return null;
}

/** The largest φ, in steps of 0.1, up to which all networks of a family can be described. */
function largestPhi(at: (phi: number) => Member): number {
  let [fits, fails] = [0, 1000];
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    const { scaled } = at(middle / 10);
    if (scaled === undefined || tooLarge(() => scaled()) === null) fits = middle;
    else fails = middle;
  }
  return fits / 10;
}

/**
 * Refuses what is too large, before anything of it is made. What makes no sense is told by the network's own checks.
 * @param phi where it alone says the size, and the rule that makes networks of it.
 */
export function checkSize(
  member: Member,
  options: NetworkOptions,
  phi?: { readonly value: number; readonly at: (phi: number) => Member },
): void {
  const numbers = Object.values(options).filter((value) => typeof value === 'number');
  const { scaled } = member;
  if ((member.blocks?.(options) ?? 0) > mostBlocks)
    throw new Complaint(
      `This network cannot be described: it would have more than ${count(mostBlocks)} blocks. Make it shallower.`,
    );
  if (scaled === undefined || numbers.some((value) => value <= 0)) return;
  const reason = tooLarge(() => scaled(options), numbers);
  if (reason === null) return;
  throw new Complaint(
    phi === undefined
      ? `This network cannot be described: ${reason}. Make it shallower, narrower or its pictures smaller.`
      : `${member.name} at φ = ${phi.value} cannot be described: ${reason}. The largest φ that can is ${largestPhi(phi.at)}.`,
  );
}

export function checkClasses(classes: number | undefined): void {
  if (classes !== undefined && !(Number.isInteger(classes) && classes >= 1 && classes <= mostClasses))
    throw new Complaint(`--classes is a whole number from 1 to ${count(mostClasses)}, not ${classes}.`);
}
