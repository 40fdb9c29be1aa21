import type { Card } from '../../../models/checkpoints/card.ts';
import { cardAccuracy } from '../../words/en/picker.ts';

/** A checkpoint that comes with the site, as far as a picker shows it. */
export interface Shipped {
  readonly id: string;
  readonly title: string;
  readonly network: string;
  /** Where it is listed, if not under its network's size. */
  readonly group?: string;
  readonly bytes: number;
  readonly licence: string;
  /** In words, as its card has it: “not stated” where nobody measured it. */
  readonly accuracy: string;
  /** What that does and does not stand for. */
  readonly note?: string | undefined;
}

/** What a picker shows of a card. */
export function shippedOf({ id, title, network, weights, licence, accuracy }: Card): Shipped {
  return {
    id,
    title,
    network,
    bytes: weights.bytes,
    licence,
    accuracy: cardAccuracy(accuracy),
    note: accuracy?.note,
  };
}
