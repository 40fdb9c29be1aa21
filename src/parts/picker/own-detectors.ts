import { type Card, cardsByFolder } from '../../../models/checkpoints/card.ts';
import { type TrainingScenes, trainingScenes } from '../../../models/checkpoints/training-scenes.ts';
import { anchorScaleOf } from '../../../models/training/detectors.ts';

/** What the figure needs of a card; small enough to lie in the page. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly licence: string;
  /** Side of the pictures that it is meant for. */
  readonly side: number;
  /** Bytes of its own part, and of what it stands on. */
  readonly bytes: number;
  readonly baseBytes: number;
  readonly base: string | null;
  readonly labels: readonly string[];
  readonly anchorScale: number;
  /** As this project measured it, by size of the pictures; a size at which it did not is missing. */
  readonly test: readonly Measured[];
  readonly unseenArtist: readonly Measured[];
  readonly training: {
    readonly scenes: TrainingScenes;
    readonly minutes: number;
  } | null;
}

export interface Measured {
  readonly scenes: number;
  readonly size: number;
  readonly ap: number;
  readonly interval: readonly [number, number];
}

/** What was measured at a size; undefined where nothing was. */
export function measuredAt(rows: readonly Measured[], side: number): Measured | undefined {
  return rows.find(({ size }) => size === side);
}

function measured(
  { measured: rows = [] }: Card,
  artist: (name: string | null) => boolean,
): readonly Measured[] {
  return rows.flatMap(({ partition, artist: whose, scenes, size, ap, interval }) =>
    partition === 'test' && artist(whose) && ap !== null ? [{ scenes, size, ap, interval }] : [],
  );
}

/** The detectors among the cards that this project trained on stickers, the best on test scenes of its own size first. */
export function choicesOf(cards: ReadonlyMap<string, Card>): readonly Choice[] {
  const found = [...cards.values()].flatMap((card): Choice[] => {
    if (card.task !== 'detection' || card.training === undefined || !Array.isArray(card.labels)) return [];
    const base = card.standsOn === undefined ? undefined : cards.get(card.standsOn);
    return [
      {
        id: card.id,
        title: card.title,
        licence: card.licence,
        side: card.input.height,
        bytes: card.weights.bytes,
        baseBytes: base?.weights.bytes ?? 0,
        // Titles go on after a comma with the data they were trained on.
        base: base?.title.split(',')[0] ?? null,
        labels: card.labels,
        anchorScale: anchorScaleOf(card.network),
        test: measured(card, (artist) => artist === null),
        unseenArtist: measured(card, (artist) => artist !== null),
        training: { scenes: trainingScenes(card.training), minutes: card.training.minutes },
      },
    ];
  });
  const ownAp = ({ test, side }: Choice) => measuredAt(test, side)?.ap ?? 0;
  return found.toSorted((a, b) => ownAp(b) - ownAp(a) || (a.id < b.id ? -1 : 1));
}

/** Every trained detector on disk when the page is built: a folder with a card is one, and no list names it. */
export function trainedDetectors(): readonly Choice[] {
  const cards = import.meta.glob('../../../models/checkpoints/*/card.json', {
    eager: true,
    import: 'default',
  });
  return choicesOf(cardsByFolder(cards));
}
