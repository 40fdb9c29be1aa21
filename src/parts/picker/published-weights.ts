import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { sizeText } from './offers.ts';
import type { Weights } from './weights.ts';

/** An entry of the catalogue as a figure tells of it. For the build: it brings the catalogue along. */
export function publishedWeights(entry: CatalogueEntry): Weights {
  const { id, title, licence, accuracy, source } = entry;
  const { top1, averagePrecision } = accuracy ?? {};
  const measured = top1 !== undefined ? `${top1}\u202f%` : averagePrecision?.toFixed(1);
  return { id, shipped: false, size: sizeText(entry), title, measured: measured ?? null, licence, source };
}
