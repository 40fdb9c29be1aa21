import { cardsByFolder } from '../../../models/checkpoints/card.ts';
import { type Measured, measuredDetectors } from './measured.ts';

const cards = import.meta.glob('../../../models/checkpoints/*/card.json', { eager: true, import: 'default' });

/** What was measured of the detectors that stand beside the site; for pages as they are built. */
export const shippedMeasurements: readonly Measured[] = measuredDetectors(cardsByFolder(cards));
