import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Order } from './logic.ts';

export interface LearnedView {
  /** Short name of the checkpoint; see `shortName`. */
  readonly neck: string;
  /** The one beside it; `none` for none. */
  readonly beside: string;
  readonly order: Order;
}

/** `d0-bifpn-softmax` of `efficientdet-d0-bifpn-softmax-stickers`: fits into an address. */
export function shortName(id: string): string {
  return id.replace(/^efficientdet-/, '').replace(/-stickers$/, '');
}

/**
 * @param names short names of the checkpoints that are there; the first is shown at the start
 * @param published names of those that a reader can have read (`coco-d1`)
 */
export function learnedSchema(
  names: readonly string[],
  published: readonly string[] = [],
): Schema<LearnedView> {
  const words = Object.fromEntries([...names, ...published].map((name) => [name, name.slice(0, 24)]));
  return {
    id: 'learned',
    version: 1,
    properties: {
      neck: choiceProperty<string>('net', names[0] ?? '', words),
      beside: choiceProperty<string>('with', 'none', { none: 'none', ...words }),
      order: choiceProperty<Order>('sort', 'network', { network: 'net', share: 'share', lean: 'lean' }),
    },
  };
}
