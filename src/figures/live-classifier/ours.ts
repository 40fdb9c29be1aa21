import type { Card } from '../../../models/checkpoints/card.ts';
import { shortOfStudy } from '../../../models/study/titles.ts';
import type { Shipped } from '../../parts/picker/shipped.ts';
import type { Wanted } from '../../parts/picker/wanted.ts';
import * as words from '../../words/en/figures/live-classifier.ts';

/** A network of the scaling study that ships, as far as the figure needs it before it runs; small enough to lie in the page. */
export interface StudyOffer {
  readonly id: string;
  readonly title: string;
  readonly bytes: number;
  readonly licence: string;
  /** Of its pictures, in pixels. */
  readonly side: number;
  /** Share of test pictures that it names right, and of how many. */
  readonly right: number;
  readonly pictures: number;
}

/** The networks of the study among the cards, those that cost least first. */
export function studyOffers(cards: ReadonlyMap<string, Card>): readonly StudyOffer[] {
  return [...cards.values()]
    .flatMap(({ id, title, weights, licence, study, measuredNames }) => {
      const measured = measuredNames?.find(
        ({ partition, artist }) => partition === 'test' && artist === null,
      );
      if (study === undefined || measured === undefined) return [];
      const { resolution: side, multiplyAdds } = study.record;
      const { right, pictures } = measured;
      const [first = licence] = licence.split(';');
      return [
        { multiplyAdds, offer: { id, title, bytes: weights.bytes, licence: first, side, right, pictures } },
      ];
    })
    .sort((a, b) => a.multiplyAdds - b.multiplyAdds || (a.offer.id < b.offer.id ? -1 : 1))
    .map(({ offer }) => offer);
}

/** As the picker lists them. */
export const shippedStudies = (offers: readonly StudyOffer[]): readonly Shipped[] =>
  offers.map(({ id, title, bytes, licence, side, right, pictures }) => ({
    ...{ id, title, bytes, licence, network: id, group: words.study.group },
    accuracy: words.study.accuracy(right, pictures),
    note: words.study.note(side),
  }));

/** As they may be asked for. */
export const wantedStudies = (offers: readonly StudyOffer[]): readonly Wanted[] =>
  offers.map(({ id, title, bytes, side }) => ({
    picked: { kind: 'shipped', id },
    name: title,
    short: shortOfStudy(title),
    cost: words.download(bytes),
    painted: { side, task: 'whole' },
  }));
