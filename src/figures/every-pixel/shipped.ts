import { cardsByFolder } from '../../../models/checkpoints/card.ts';
import { pixelNetworks } from './networks.ts';

/** The networks that name pixels and stand beside the site, the best first; for pages as they are built. */
export const shippedPixelNetworks = pixelNetworks(
  cardsByFolder(
    import.meta.glob('../../../models/checkpoints/*/card.json', { eager: true, import: 'default' }),
  ),
);
