import { cardsByFolder } from '../../../models/checkpoints/card.ts';
import { twoLooksNetworks } from './networks.ts';
import { bestOnce } from './once.ts';

const cards = cardsByFolder(
  import.meta.glob('../../../models/checkpoints/*/card.json', { eager: true, import: 'default' }),
);

/** The detectors that look twice and stand beside the site, the best first; for pages as they are built. */
export const shippedTwoLooks = twoLooksNetworks(cards);

/** The best that looks once at pictures of the same side. */
export const shippedOnce = shippedTwoLooks[0] && bestOnce(cards, shippedTwoLooks[0].side);
