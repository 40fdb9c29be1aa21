import { fusionShares } from '../../../models/blocks/fusion-shares.ts';
import type { FusionMethod } from '../../../models/operators/kinds/fuse.ts';
import type { Remark } from '../../words/en/figures/mix-two-maps.ts';
import type { MixData } from './mix-data.ts';

/** The paper's three rules, in its order. */
export const rules = ['unbounded', 'softmax', 'fastNormalized'] as const satisfies readonly FusionMethod[];
export type Rule = (typeof rules)[number];

/** ε of the fast normalized rule (EfficientDet §3.3). */
export const epsilon = 1e-4;

/** The maps as numbers again. */
export function readMaps({ maps, limit }: Pick<MixData, 'maps' | 'limit'>): Float32Array[] {
  return maps.map((text) =>
    Float32Array.from(atob(text), (byte) => (byte.charCodeAt(0) / 255) * 2 * limit - limit),
  );
}

/** The weighted sum of maps of one size. */
export function mixed(maps: readonly Float32Array[], shares: readonly number[]): Float32Array {
  const sum = new Float32Array(maps[0]?.length ?? 0);
  for (const [index, map] of maps.entries()) {
    const share = shares[index] ?? 0;
    for (let cell = 0; cell < sum.length; cell++) sum[cell] = (sum[cell] ?? 0) + share * (map[cell] ?? 0);
  }
  return sum;
}

/** What a rule makes of two raw weights. */
export interface Mixture {
  readonly rule: Rule;
  readonly shares: readonly [number, number];
  readonly total: number;
  /** What is worth saying about these weights under this rule. */
  readonly remark: Remark;
}

export function mixtureOf(rule: Rule, raw: readonly [number, number]): Mixture {
  const [first = 0, second = 0] = fusionShares({ method: rule, epsilon }, raw);
  const total = first + second;
  return { rule, shares: [first, second], total, remark: remarkOn(rule, raw, total) };
}

function remarkOn(rule: Rule, [first, second]: readonly [number, number], total: number): Remark {
  const below = [first, second].filter((weight) => weight < 0).length;
  if (rule === 'unbounded') {
    if (below > 0) return 'subtracts';
    if (total > 1.2) return 'grows';
    return total < 0.8 ? 'fades' : 'nearOne';
  }
  if (rule === 'softmax') return below > 0 ? 'negativeIsFine' : 'onlyDifference';
  if (Math.max(first, second) <= 0) return 'nothingPasses';
  return below === 1 ? 'oneIsOff' : 'onlyRatio';
}
