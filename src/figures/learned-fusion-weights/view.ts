import { usual } from '../../parts/picker/shipped-words.ts';
import { choiceProperty, nameProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Fitted } from '../../parts/shell/view-state.svelte.ts';
import type { Order } from './logic.ts';

export interface LearnedView {
  /** Short name of the checkpoint, see `shortName`; `usual` for the one that is shown at the start. */
  readonly neck: string;
  /** The one beside it; `none` for none. */
  readonly beside: string;
  readonly order: Order;
}

/** Stands for no checkpoint. */
export const none = 'none';

/** `d0-bifpn-softmax` of `efficientdet-d0-bifpn-softmax-stickers`: fits into an address. */
export function shortName(id: string): string {
  return id.replace(/^efficientdet-/, '').replace(/-stickers$/, '');
}

export const learnedSchema: Schema<LearnedView> = {
  id: 'learned-fusion-weights',
  formerly: ['learned'],
  version: 1,
  properties: {
    neck: nameProperty('net', usual),
    beside: nameProperty('with', none),
    order: choiceProperty<Order>('sort', 'network', { network: 'net', share: 'share', lean: 'lean' }),
  },
};

/**
 * The nearest view with the necks that there are, each under its one name.
 * @param names of ours, the one that is shown at the start in front, and of those that a reader can have read (`coco-d1`)
 */
export function fitLearned(view: LearnedView, names: readonly string[]): Fitted<LearnedView> {
  // Older links cut long names off.
  const known = (name: string) => names.find((each) => each === name || each.slice(0, 24) === name);
  const neck = view.neck === usual ? names[0] : known(view.neck);
  const beside = view.beside === none ? none : known(view.beside);
  return {
    view: {
      ...view,
      neck: neck === undefined || neck === names[0] ? usual : neck,
      beside: beside ?? none,
    },
    adjusted: neck === undefined || beside === undefined,
  };
}
