import type { Card, CardPixels } from '../../../models/checkpoints/card.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { costsByScope } from '../../../models/operators/cost.ts';
import { findStickerSegmenter, segmenterGraph } from '../../../models/training/segmenters.ts';

/** A network that names pixels and ships, as the figure offers it. */
export interface PixelNetwork {
  readonly id: string;
  readonly title: string;
  /** Side of the pictures that it is given. */
  readonly side: number;
  /** Bytes of its own weights, and of the backbone that it stands on. */
  readonly bytes: number;
  readonly backboneBytes: number;
  readonly labels: readonly string[];
  /** Multiply-adds of what was trained, and its parameters: of what stands on the frozen backbone, or of all where there is none. */
  readonly multiplyAdds: number;
  readonly parameters: number;
  /** Multiply-adds of the frozen backbone below it; 0 where there is none. */
  readonly frozenMultiplyAdds: number;
  /** Of BiSeNet whether it has its spatial path. */
  readonly spatialPath?: boolean;
  /** Mean intersection over union on test scenes, of artists that it was trained on and of one that it never saw. */
  readonly test: Measured | null;
  readonly unseenArtist: Measured | null;
  /** Of its training, and what the same recipe reached from others; their weights do not ship. */
  readonly seed: number;
  readonly otherSeeds: readonly OtherSeed[];
  /** Scenes that it was trained on: presented in all, and how many different ones. */
  readonly presented: number;
  readonly distinct: number;
}

export interface Measured {
  readonly miou: number;
  readonly interval: readonly [number, number];
  readonly scenes: number;
}

export interface OtherSeed extends Pick<PixelNetwork, 'seed' | 'test' | 'unseenArtist'> {}

function measured(rows: readonly CardPixels[], seen: boolean): Measured | null {
  const row = rows.find(({ partition, artist }) => partition === 'test' && (artist === null) === seen);
  return row === undefined ? null : { miou: row.miou, interval: row.interval, scenes: row.scenes };
}

const bothMeasured = (rows: readonly CardPixels[] = []) => ({
  test: measured(rows, true),
  unseenArtist: measured(rows, false),
});

/** Mean intersection over union on test scenes of every training of a network, its own first. */
export function reached({ test, otherSeeds }: Pick<PixelNetwork, 'test' | 'otherSeeds'>): readonly number[] {
  return [test, ...otherSeeds.map((each) => each.test)].flatMap((of) => of?.miou ?? []);
}

/** What was trained costs, and what lies frozen below it. */
function ownCost(graph: Graph): Pick<PixelNetwork, 'multiplyAdds' | 'parameters' | 'frozenMultiplyAdds'> {
  const costs = costsByScope(graph, 1);
  const scopes = [...costs].filter(([scope]) => scope !== 'backbone');
  const sum = (of: 'multiplyAdds' | 'parameters') => scopes.reduce((all, [, cost]) => all + cost[of], 0);
  return {
    multiplyAdds: sum('multiplyAdds'),
    parameters: sum('parameters'),
    frozenMultiplyAdds: costs.get('backbone')?.multiplyAdds ?? 0,
  };
}

/** Of two networks of ours, one on the pretrained backbone and one without: the pair of most similar cost of what was trained. */
export interface Pretraining {
  readonly pretrained: PixelNetwork & { readonly test: Measured };
  readonly alone: PixelNetwork & { readonly test: Measured };
}

/** What may be said of pretraining; null where no measured network stands alone, or none on the backbone. */
export function pretraining(networks: readonly PixelNetwork[]): Pretraining | null {
  const isMeasured = (each: PixelNetwork): each is Pretraining['alone'] => each.test !== null;
  const measuredOnes = networks.filter(isMeasured);
  const alone = measuredOnes.find(({ frozenMultiplyAdds }) => frozenMultiplyAdds === 0);
  if (alone === undefined) return null;
  const apart = ({ multiplyAdds }: PixelNetwork) => Math.abs(Math.log(multiplyAdds / alone.multiplyAdds));
  const [pretrained] = measuredOnes
    .filter(({ frozenMultiplyAdds }) => frozenMultiplyAdds > 0)
    .toSorted((a, b) => apart(a) - apart(b));
  return pretrained === undefined ? null : { pretrained, alone };
}

/** The networks that name pixels among the checkpoints that ship, the best on test scenes first. */
export function pixelNetworks(cards: ReadonlyMap<string, Card>): readonly PixelNetwork[] {
  return [...cards.values()]
    .flatMap((card): PixelNetwork[] => {
      const segmenter = findStickerSegmenter(card.network);
      if (segmenter === undefined || !Array.isArray(card.labels) || card.training === undefined) return [];
      const base = card.standsOn === undefined ? undefined : cards.get(card.standsOn);
      const scenes = Object.values(card.training.scenes);
      return [
        {
          id: card.id,
          title: card.title,
          side: card.input.height,
          bytes: card.weights.bytes,
          backboneBytes: base?.weights.bytes ?? 0,
          labels: card.labels,
          ...ownCost(segmenterGraph(segmenter)),
          ...(segmenter.spatialPath !== undefined && { spatialPath: segmenter.spatialPath }),
          ...bothMeasured(card.measuredPixels),
          seed: Number(card.training.recipe.seed),
          otherSeeds: (card.otherSeeds ?? []).map(({ seed, measuredPixels }) => ({
            seed,
            ...bothMeasured(measuredPixels),
          })),
          presented: card.training.scenesSeen,
          // Scenes come in one pass after another, so none comes twice before all have come once.
          distinct: Math.min(
            card.training.scenesSeen,
            scenes.reduce((sum, { count }) => sum + count, 0),
          ),
        },
      ];
    })
    .sort((a, b) => (b.test?.miou ?? 0) - (a.test?.miou ?? 0));
}
