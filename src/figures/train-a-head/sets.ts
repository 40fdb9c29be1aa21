import { type ArtistId, labels } from '../../../models/scenes/art.ts';

/** Whose stickers are learnt from, and whose are kept for the question what another hand changes. */
export const learntArtists: readonly ArtistId[] = ['noto', 'twemoji'];
export const otherArtist: ArtistId = 'openmoji';
export const otherArtistName = 'OpenMoji';

export const shares = { validation: 0.2, test: 0.2 } as const;

/** Side of the portraits in pixels: B0 looks at the middle seven eighths of it, 224. */
export const portraitSide = 256;

/** The classes of stickers, so many of the twelve. */
export const stickerNames = (classes: number): readonly string[] => labels.slice(0, classes);

export interface PortraitSeed {
  readonly label: number;
  readonly seed: number;
}

/** The portraits that are learnt from, class by class. */
export function portraitSeeds(classes: number, each: number): readonly PortraitSeed[] {
  return Array.from({ length: classes * each }, (_, i) => ({
    label: Math.floor(i / each),
    seed: 1 + (i % each),
  }));
}

/** How many of each class the other artist is asked for; no seed is one of those that are learnt from. */
const shiftEach = 10;
export function shiftSeeds(classes: number): readonly PortraitSeed[] {
  return portraitSeeds(classes, shiftEach).map(({ label, seed }) => ({ label, seed: seed + 1000 }));
}
