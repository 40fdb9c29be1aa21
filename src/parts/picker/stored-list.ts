import { catalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import {
  forgetCheckpoint,
  forgetShipped,
  type StoredCheckpoint,
} from '../../engine/client/checkpoint-store.ts';
import { ofSite } from '../../words/en/picker-list.ts';

/** A line of the list of what is stored. */
export interface StoredLine {
  /** The checkpoints that it tells of. */
  readonly ids: readonly string[];
  readonly title: string;
  readonly bytes: number;
  /** False where a download of it can be continued. */
  readonly whole: boolean;
  /** Deletes them. False where one is in use. */
  forget(): Promise<boolean>;
}

/**
 * What is stored, as a list: published checkpoints one by one, by title, and in one line those that come with the site, since many of
 * these stand on one of them and are of no use without it.
 */
export function storedLines(stored: readonly StoredCheckpoint[]): readonly StoredLine[] {
  const published = stored.filter(({ ships }) => !ships);
  const shipped = stored.filter(({ ships }) => ships);
  const lines = published.map(
    ({ id, bytes, whole }): StoredLine => ({
      ids: [id],
      title: catalogueEntry(id)?.title ?? id,
      bytes,
      whole,
      forget: () => forgetCheckpoint(id),
    }),
  );
  if (shipped.length === 0) return lines;
  const ofTheSite: StoredLine = {
    ids: shipped.map(({ id }) => id),
    title: ofSite(shipped.length),
    bytes: shipped.reduce((sum, { bytes }) => sum + bytes, 0),
    whole: shipped.every(({ whole }) => whole),
    forget: forgetShipped,
  };
  return [...lines, ofTheSite];
}
