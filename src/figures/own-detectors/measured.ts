import type { Card, CardMeasurement } from '../../../models/checkpoints/card.ts';
import { type TrainingScenes, trainingScenes } from '../../../models/checkpoints/training-scenes.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { cost, costsByScope } from '../../../models/operators/cost.ts';
import { type StickerDetector, stickerDetectors, stickerGraph } from '../../../models/training/detectors.ts';
import {
  type StickerTwoStage,
  stickerTwoStages,
  twoStageGraphs,
} from '../../../models/training/two-stage.ts';

import * as words from '../../words/en/figures/own-detectors.ts';

/** The single knob that was turned from φ = −2. */
export type Knob = 'resolution' | 'width' | 'cells' | 'headDepth';

/** One of our detectors at one size of picture: what it costs and what was measured of it. */
export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly group: StickerDetector['group'] | 'twice';
  /** How sentences call it, and how the drawing does. */
  readonly word: string;
  readonly short: string;
  /** Side of the pictures. */
  readonly size: number;
  /** Whether this is the size that the network is meant for. */
  readonly native: boolean;
  readonly knob: Knob | undefined;
  readonly phi: number | undefined;
  readonly seed: number;
  /** Whether its weights stand beside the site; of another seed's training the numbers alone do. */
  readonly ships: boolean;
  /** Regions that a second look is taken at; null for a detector that looks once. */
  readonly regions: number | null;
  /** Of the second look, too. */
  readonly multiplyAdds: number;
  /** Of neck and heads alone: what was trained, and what our knobs turn. */
  readonly trainedMultiplyAdds: number;
  readonly parameters: number;
  /** Average precision over the test scenes, 0 to 1, and its 95 % interval over those scenes: another training is not in it. */
  readonly ap: number;
  readonly interval: readonly [low: number, high: number];
  /** How the interval was made; undefined for percentiles of 200 draws. */
  readonly bootstrap: CardMeasurement['bootstrap'];
  readonly ap50: number | null;
  /** By the objects' size on a picture of this side. */
  readonly small: number | null;
  readonly medium: number | null;
  readonly large: number | null;
  /** On scenes of the artist that no training saw. */
  readonly unseen: number | null;
  /** Whose drawings those were. */
  readonly unseenArtist: string | null;
  /** Scenes that it was tested on, and trained on. */
  readonly scenes: number;
  readonly training: TrainingScenes | null;
  /** How much faster its fusion weights learned; null for a neck that has none. */
  readonly fusionTimes: number | null;
}

/** A measurement that found an average precision. */
type Row = CardMeasurement & { readonly ap: number };

/**
 * What the cards say, joined with the cost that the graphs give; detectors that were not trained are not there.
 * @param cards the cards of the checkpoints that stand beside the site
 */
export function measuredDetectors(cards: ReadonlyMap<string, Card>): readonly Measured[] {
  const rows = <Detector extends { readonly name: string }>(
    all: readonly Detector[],
    measured: (detector: Detector, card: Card, row: Row) => Measured,
  ): readonly Measured[] =>
    all.flatMap((detector) => {
      const card = cards.get(detector.name);
      if (card === undefined) return [];
      return (card.measured ?? []).flatMap((row) => ofTest(row).map((own) => measured(detector, card, own)));
    });
  const twice = rows(stickerTwoStages, ofTwoLooks);
  return [
    ...rows(stickerDetectors, ofOneLook),
    ...twice.flatMap((own) => [own, ...ofOtherSeeds(own, cards)]),
  ];
}

const ofTest = (row: CardMeasurement): readonly Row[] => {
  const { partition, artist, ap } = row;
  return partition === 'test' && artist === null && ap !== null ? [{ ...row, ap }] : [];
};

/** What the card of a measured network says of its other seeds, on pictures of the same size. */
function ofOtherSeeds(own: Measured, cards: ReadonlyMap<string, Card>): readonly Measured[] {
  const card = cards.get(own.name);
  return (card?.otherSeeds ?? []).flatMap(({ seed, measured = [] }) =>
    measured
      .flatMap(ofTest)
      .filter(({ size }) => size === own.size)
      .map((row) => ({
        ...own,
        ...rowOf({ ...card!, measured }, row),
        name: `${own.name}/seed-${seed}`,
        seed,
        ships: false,
      })),
  );
}

function ofOneLook(detector: StickerDetector, card: Card, row: Row): Measured {
  return {
    ...rowOf(card, row),
    ...costOf(stickerGraph(detector, row.size)),
    title: detector.title,
    group: detector.group,
    word: wordOf(detector),
    short: wordOf(detector),
    native: row.size === detector.resolution,
    knob: detector.knob,
    phi: detector.phi,
    seed: detector.recipe.seed,
    ships: true,
    regions: null,
    fusionTimes: detector.config.fusion === 'sum' ? null : detector.recipe.fusionTimes,
  };
}

/** With as many regions as its card was measured with. */
function ofTwoLooks(detector: StickerTwoStage, card: Card, row: Row): Measured {
  const { picture, region } = twoStageGraphs(detector, row.size);
  const [first, second] = [costOf(picture), cost(region)];
  const looks = detector.kept * second.multiplyAdds;
  return {
    ...rowOf(card, row),
    multiplyAdds: first.multiplyAdds + looks,
    trainedMultiplyAdds: first.trainedMultiplyAdds + looks,
    parameters: first.parameters + second.parameters,
    title: detector.title,
    group: 'twice',
    word: words.withRegions(words.lookNames[detector.config.thin], detector.kept),
    short: words.lookNames[detector.config.thin],
    native: row.size === detector.resolution,
    knob: undefined,
    phi: undefined,
    seed: detector.recipe.seed,
    ships: true,
    regions: detector.kept,
    fusionTimes: null,
  };
}

function costOf(graph: Graph): Pick<Measured, 'multiplyAdds' | 'trainedMultiplyAdds' | 'parameters'> {
  const { multiplyAdds, parameters } = cost(graph);
  const frozen = costsByScope(graph, 1).get('backbone')?.multiplyAdds ?? 0;
  return { multiplyAdds, trainedMultiplyAdds: multiplyAdds - frozen, parameters };
}

/** What the card alone says of one measurement. */
function rowOf(card: Card, row: Row) {
  const other = card.measured?.find(({ artist, size }) => artist !== null && size === row.size);
  return {
    name: card.network,
    size: row.size,
    ap: row.ap,
    interval: row.interval,
    ap50: row.ap50,
    small: row.small,
    medium: row.medium,
    large: row.large,
    unseen: other?.ap ?? null,
    unseenArtist: other?.artist ?? null,
    scenes: row.scenes,
    bootstrap: row.bootstrap,
    training: card.training ? trainingScenes(card.training) : null,
  };
}

function wordOf(detector: StickerDetector): string {
  const { phi, knob, config, resolution, group, title } = detector;
  if (group === 'neck' || group === 'small') return title.replace(/, (seed \d, )?on stickers$/, '');
  if (knob !== undefined) return words.oneKnob(knob, knob === 'resolution' ? resolution : config[knob]);
  return phi === undefined ? words.briefly : words.ofPhi(phi);
}
