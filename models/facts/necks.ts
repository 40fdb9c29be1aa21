/** Numbers that the chapters on the neck quote: counted from the detectors' graphs, or read from the papers' tables. */

import type { PyramidName } from '../blocks/pyramids/pyramids.ts';
import { efficientDet } from '../families/efficientdet/network.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { answerOf } from '../graph/answers.ts';
import { findTensor, type Graph, opAt } from '../graph/graph.ts';
import { scopeAround } from '../graph/scopes.ts';
import { costsByScope, noCost } from '../operators/cost.ts';
import { backboneAblationTable4, featureNetworkTable5 } from '../published/efficientdet/ablations.ts';
import type { EfficientDetName } from '../published/efficientdet/config.ts';
import { detectorBoxes } from '../published/efficientdet/training.ts';

const known = new Map<string, Graph>();

/** A released detector, with another feature network if one is named: that one adds plainly, as it did before BiFPN. */
export function detector(size: EfficientDetName, pyramid: PyramidName = 'bifpn'): Graph {
  const key = `${size} ${pyramid}`;
  const fusion = pyramid === 'bifpn' ? {} : { fusion: 'sum' as const };
  const graph = known.get(key) ?? efficientDet({ ...releasedDetector[size], pyramid, ...fusion });
  known.set(key, graph);
  return graph;
}

const d0 = detector('D0');

/** One level of D0: where its map comes from, and how large it is. */
export interface Level {
  readonly level: number;
  readonly stride: number;
  readonly side: number;
  readonly cells: number;
  /** The backbone's stage whose map it is; null where it is pooled from the level before. */
  readonly stage: number | null;
  /** Channels that the backbone gives it; null where it has none of its own. */
  readonly channels: number | null;
}

/** D0's levels, finest first, read off its graph. */
export const levels: readonly Level[] = (answerOf(d0, 'features')?.entering ?? []).map(({ level, tap }) => {
  const op = opAt(d0, findTensor(d0, tap));
  const [side, , channels] = op.shape;
  const stage = scopeAround(d0, op.name, 'stage')?.number ?? null;
  const [picture] = opAt(d0, 0).shape;
  return {
    level,
    stride: picture / side,
    side,
    cells: side * side,
    stage,
    channels: stage === null ? null : channels,
  };
});

export const allCells = levels.reduce((sum, { cells }) => sum + cells, 0);
export const finest = levels[0]!;
export const coarsest = levels.at(-1)!;
/** The level below the finest, which no detector of the family has. */
export const p2Cells = finest.cells * 4;
/** Sides of the square anchors that would stand there: half of those of P3. */
export const p2Anchors = {
  smallest: (releasedDetector.D0.anchorScale * finest.stride) / 2,
  largest:
    ((releasedDetector.D0.anchorScale * finest.stride) / 2) *
    2 ** ((detectorBoxes.scalesPerOctave - 1) / detectorBoxes.scalesPerOctave),
};

export function neckCost(size: EfficientDetName, pyramid: PyramidName = 'bifpn') {
  return costsByScope(detector(size, pyramid), 1).get('neck') ?? noCost;
}

/** Multiply-adds of D0's nodes on one level, as a share of the whole neck's. */
export function shareOfLevel(level: number): number {
  const costs = costsByScope(d0, 3);
  const nodes = answerOf(d0, 'features')?.cells.flat() ?? [];
  const own = nodes.filter((node) => node.level === level).map(({ scope }) => costs.get(scope) ?? noCost);
  return own.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0) / neckCost('D0').multiplyAdds;
}

/** A row of Table 5, by the start of its name. */
export function table5(name: string) {
  const row = featureNetworkTable5.find(({ network }) => network.startsWith(name));
  if (row === undefined) throw new RangeError(`Table 5 has no row ${name}.`);
  return row;
}

/** A row of Table 4. */
export function table4(backbone: string, featureNetwork: string) {
  const row = backboneAblationTable4.find(
    (each) => each.backbone === backbone && each.featureNetwork === featureNetwork,
  );
  if (row === undefined) throw new RangeError(`Table 4 has no row ${backbone} + ${featureNetwork}.`);
  return row;
}
