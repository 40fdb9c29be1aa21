import { cardsByFolder } from '../../../models/checkpoints/card.ts';
import { twoLooksNetworks } from './networks.ts';

const cards = import.meta.glob('../../../models/checkpoints/*/card.json', { eager: true, import: 'default' });

/** The detectors that look twice and stand beside the site, the best first; for pages as they are built. */
export const shippedTwoLooks = twoLooksNetworks(cardsByFolder(cards));
