import type { Card, CardMeasurement } from '../checkpoints/card.ts';
import fast2 from '../checkpoints/efficientdet-d0-bifpn-fast-seed-2-stickers/card.json' with { type: 'json' };
import fast3 from '../checkpoints/efficientdet-d0-bifpn-fast-seed-3-stickers/card.json' with { type: 'json' };
import fast1 from '../checkpoints/efficientdet-d0-bifpn-fast-stickers/card.json' with { type: 'json' };
import softmax2 from '../checkpoints/efficientdet-d0-bifpn-softmax-seed-2-stickers/card.json' with {
  type: 'json',
};
import softmax3 from '../checkpoints/efficientdet-d0-bifpn-softmax-seed-3-stickers/card.json' with {
  type: 'json',
};
import softmax1 from '../checkpoints/efficientdet-d0-bifpn-softmax-stickers/card.json' with { type: 'json' };
import sum2 from '../checkpoints/efficientdet-d0-bifpn-sum-seed-2-stickers/card.json' with { type: 'json' };
import sum3 from '../checkpoints/efficientdet-d0-bifpn-sum-seed-3-stickers/card.json' with { type: 'json' };
import sum1 from '../checkpoints/efficientdet-d0-bifpn-sum-stickers/card.json' with { type: 'json' };
import fpn2 from '../checkpoints/efficientdet-d0-fpn-seed-2-stickers/card.json' with { type: 'json' };
import fpn3 from '../checkpoints/efficientdet-d0-fpn-seed-3-stickers/card.json' with { type: 'json' };
import fpn1 from '../checkpoints/efficientdet-d0-fpn-stickers/card.json' with { type: 'json' };
import panet2 from '../checkpoints/efficientdet-d0-panet-seed-2-stickers/card.json' with { type: 'json' };
import panet3 from '../checkpoints/efficientdet-d0-panet-seed-3-stickers/card.json' with { type: 'json' };
import panet1 from '../checkpoints/efficientdet-d0-panet-stickers/card.json' with { type: 'json' };
import d0 from '../checkpoints/efficientdet-d0-stickers/card.json' with { type: 'json' };
import { type TrainingScenes, trainingScenes } from '../checkpoints/training-scenes.ts';

/** What the cards of our own detectors say, as far as the lessons ask for it. */

/** Necks of the same D0 that were trained alike, each from three seeds. */
export const neckNames = ['panet', 'fpn', 'sum', 'softmax', 'fast'] as const;
export type NeckName = (typeof neckNames)[number];
const cards: Readonly<Record<NeckName, readonly unknown[]>> = {
  panet: [panet1, panet2, panet3],
  fpn: [fpn1, fpn2, fpn3],
  sum: [sum1, sum2, sum3],
  softmax: [softmax1, softmax2, softmax3],
  fast: [fast1, fast2, fast3],
};
const own = (row: CardMeasurement) => row.partition === 'test' && row.artist === null;

/** A kind of neck: average precision of each of its seeds on the test scenes, and how it was trained. */
export interface OwnNeck {
  readonly name: NeckName;
  readonly seeds: readonly number[];
  readonly mean: number;
  readonly training: TrainingScenes;
}
/** @throws RangeError where a card has no measurement or does not say how it was trained. */
export function ownNeck(name: NeckName): OwnNeck {
  const all = cards[name] as readonly Card[];
  const seeds = all.map(({ measured }) => measured?.find(own)?.ap ?? Number.NaN);
  const training = all[0]?.training;
  if (training === undefined || seeds.some(Number.isNaN))
    throw new RangeError(`The cards of ${name} lack something.`);
  return {
    name,
    seeds,
    mean: seeds.reduce((sum, each) => sum + each, 0) / seeds.length,
    training: trainingScenes(training),
  };
}

/** Average precision of our D0 at a size of picture: on scenes of the artists that it was trained on, and of one that it was not. */
export interface TwoArtists {
  readonly size: number;
  readonly known: number;
  readonly unseen: number;
}
export function ownD0(): readonly TwoArtists[] {
  const measured = (d0 as unknown as Card).measured ?? [];
  return measured.filter(own).flatMap(({ size, ap: known }) => {
    const unseen = measured.find((each) => each.artist !== null && each.size === size)?.ap ?? null;
    return known === null || unseen === null ? [] : [{ size, known, unseen }];
  });
}
