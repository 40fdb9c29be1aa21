/** Numbers that the chapters quote: computed from the networks' graphs, or read from the published tables. */

import { compound, costBase, paperBases } from '../families/efficientnet/compound.ts';
import { type EfficientNetConfig, efficientNet } from '../families/efficientnet/network.ts';
import { type ReleasedName, released } from '../families/efficientnet/sizes.ts';
import type { Op } from '../graph/op.ts';
import { scopesOf } from '../graph/scopes.ts';
import { type Cost, cost, costs } from '../operators/cost.ts';
import { compoundBases } from '../published/efficientnet/training.ts';

const known = new Map<string, Cost>();

/** Exact cost of any EfficientNet. */
export function costOf(config: EfficientNetConfig): Cost {
  const key = JSON.stringify(config);
  const found = known.get(key) ?? cost(efficientNet(config));
  known.set(key, found);
  return found;
}

/** Exact cost of a released EfficientNet. */
export function releasedCost(name: ReleasedName): Cost {
  return costOf(released[name]);
}

/** Multiply-adds of B0 with some knobs changed, relative to B0. */
export function relativeCost(knobs: Partial<EfficientNetConfig>): number {
  return costOf({ ...released.B0, ...knobs }).multiplyAdds / releasedCost('B0').multiplyAdds;
}

/** Exact multiply-adds of the formula's network at φ, relative to B0. */
export function compoundCost(phi: number): number {
  const { depth, width, resolution } = compound({ phi });
  return costOf({ depth, width, resolution }).multiplyAdds / releasedCost('B0').multiplyAdds;
}

/** Blocks of all stages together. */
export function blocksOf(config: EfficientNetConfig): number {
  return scopesOf(efficientNet(config), 'block').length;
}

/** B0's cost in the operators that `wanted` picks. */
export function b0Share(wanted: (op: Op) => boolean): { multiplyAdds: number; parameters: number } {
  const graph = efficientNet(released.B0);
  const each = costs(graph);
  const sum = { multiplyAdds: 0, parameters: 0 };
  graph.ops.forEach((op, id) => {
    if (!wanted(op)) return;
    sum.multiplyAdds += each[id]?.multiplyAdds ?? 0;
    sum.parameters += each[id]?.parameters ?? 0;
  });
  return sum;
}

/** What one step of φ multiplies the cost by if cost were exactly d·w²·r²: the paper's α·β²·γ². */
export const stepCost = costBase(paperBases);

export { compoundBases };
