import type { Card } from '../../../models/checkpoints/card.ts';
import { answerOf, type RegionClassesAnswer } from '../../../models/graph/answers.ts';
import { findTensor, opAt } from '../../../models/graph/graph.ts';
import { cost, costsByScope } from '../../../models/operators/cost.ts';
import { findStickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';
import swept from './swept.json' with { type: 'json' };

/** Average precision with so many regions. */
export interface AtRegions {
  readonly kept: number;
  readonly ap: number;
  readonly interval: readonly [number, number];
}

/** A detector that looks twice and ships, as the figure offers it. */
export interface TwoLooksNetwork {
  readonly id: string;
  readonly title: string;
  /** Side of the pictures that it is given. */
  readonly side: number;
  /** Bytes of its own weights, and of the backbone that it stands on. */
  readonly bytes: number;
  readonly backboneBytes: number;
  readonly labels: readonly string[];
  /** How its second look says what a region is. */
  readonly classes: RegionClassesAnswer;
  /** Bins along a region's side. */
  readonly bins: number;
  /** Regions that reach the second look where nobody chooses. */
  readonly kept: number;
  /** Multiply-adds of the first look, its frozen backbone left out; of that; and of the second look at one region. */
  readonly firstMultiplyAdds: number;
  readonly backboneMultiplyAdds: number;
  readonly regionMultiplyAdds: number;
  /** On so many test scenes, fewest regions first. */
  readonly swept: readonly AtRegions[];
  readonly scenes: number;
  /** Of the same recipe from other seeds, with as many regions as where nobody chooses; their weights do not ship. */
  readonly otherSeeds: readonly number[];
  readonly unseenArtist: { readonly ap: number; readonly scenes: number } | null;
  /** Scenes that it was trained on: presented in all, and how many different ones. */
  readonly presented: number;
  readonly distinct: number;
}

/** As `npm run figure-data two-looks-swept` measured it with other numbers of regions, by checkpoint. */
const sweeps: Readonly<Record<string, readonly { kept: number; ap: number; interval: number[] }[]>> =
  swept.detectors;

/** The detectors that look twice among the checkpoints that ship, the best on test scenes first. */
export function twoLooksNetworks(cards: ReadonlyMap<string, Card>): readonly TwoLooksNetwork[] {
  const found = [...cards.values()].flatMap((card): (TwoLooksNetwork & { ap: number })[] => {
    const detector = findStickerTwoStage(card.network);
    if (detector === undefined || !Array.isArray(card.labels) || card.training === undefined) return [];
    const base = card.standsOn === undefined ? undefined : cards.get(card.standsOn);
    const test = card.measured?.filter(({ partition }) => partition === 'test') ?? [];
    const own = test.find(({ artist }) => artist === null);
    const unseen = test.find(({ artist }) => artist !== null);
    const { picture, region } = twoStageGraphs(detector);
    const classes = answerOf(region, 'regionClasses');
    if (classes === undefined) return [];
    const backbone = costsByScope(picture, 1).get('backbone')?.multiplyAdds ?? 0;
    const scenes = Object.values(card.training.scenes).reduce((sum, { count }) => sum + count, 0);
    return [
      {
        id: card.id,
        title: card.title,
        side: card.input.height,
        bytes: card.weights.bytes,
        backboneBytes: base?.weights.bytes ?? 0,
        labels: card.labels,
        classes,
        bins: opAt(region, findTensor(region, 'head/region')).shape[0],
        kept: detector.kept,
        firstMultiplyAdds: cost(picture).multiplyAdds - backbone,
        backboneMultiplyAdds: backbone,
        regionMultiplyAdds: cost(region).multiplyAdds,
        swept: (sweeps[card.id] ?? []).map(({ kept, ap, interval: [low = ap, high = ap] }) => ({
          ...{ kept, ap, interval: [low, high] as const },
        })),
        scenes: swept.scenes,
        otherSeeds: (card.otherSeeds ?? []).flatMap(({ measured = [] }) =>
          measured.flatMap(({ artist, ap }) => (artist === null && ap !== null ? [ap] : [])),
        ),
        unseenArtist: unseen?.ap == null ? null : { ap: unseen.ap, scenes: unseen.scenes },
        presented: card.training.scenesSeen,
        // Scenes come in one pass after another, so none comes twice before all have come once.
        distinct: Math.min(card.training.scenesSeen, scenes),
        ap: own?.ap ?? 0,
      },
    ];
  });
  return found.toSorted((a, b) => b.ap - a.ap).map(({ ap: _, ...network }) => network);
}

/** What was measured with so many regions; undefined where nobody measured it. */
export function measuredWith(
  { swept: rows }: Pick<TwoLooksNetwork, 'swept'>,
  kept: number,
): AtRegions | undefined {
  return rows.find((row) => row.kept === kept);
}
