import { studyArtists } from '../../../models/study/picture.ts';
import study from '../../../models/study/sprites/index.json' with { type: 'json' };
import { artBytes } from '../../parts/stickers/art-bytes.ts';

/** Of the scenes' sheets, those that the study's pictures are painted with: other things by known artists, and photographs. */
export const isPainted = (file: string): boolean =>
  file === 'photographs.png' || studyArtists.known.some((artist) => file === `${artist}.things.png`);

/** Bytes of all drawings that a training in the page fetches. */
export const drawingBytes = (): number =>
  artBytes(isPainted) +
  study.sheets
    .filter(({ artist }) => studyArtists.known.some((known) => known === artist))
    .reduce((sum, { bytes }) => sum + bytes, 0);
