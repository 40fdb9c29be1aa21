import type { ArtistId } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { portrait } from '../../../models/scenes/portrait.ts';
import type { RgbPicture } from '../../engine/client/engine.ts';
import { loadArt } from '../../parts/stickers/load-art.ts';
import { showOn } from '../../parts/stickers/show-on.ts';
import { type PortraitSeed, portraitSide } from './sets.ts';

/** A painted portrait: its pixels, and a smaller copy to be shown. */
export interface PaintedPortrait extends PortraitSeed {
  readonly picture: RgbPicture;
  readonly shown: Blob;
}

const shownSide = 112;

/** Paints portraits one after the other; the page stays awake in between. Throws a sentence where the drawings cannot be fetched. */
export async function* portraits(
  seeds: readonly PortraitSeed[],
  artists: readonly ArtistId[],
  signal: AbortSignal,
): AsyncGenerator<PaintedPortrait> {
  const art = await loadArt((file) => artists.some((artist) => file === `${artist}.classes.png`), signal);
  const [large, small] = [document.createElement('canvas'), document.createElement('canvas')];
  [small.width, small.height] = [shownSide, shownSide];
  for (const { label, seed } of seeds) {
    signal.throwIfAborted();
    const painted = paint(portrait(seed, label, artists, art).layout, portraitSide, art);
    showOn(large, painted);
    small.getContext('2d')?.drawImage(large, 0, 0, shownSide, shownSide);
    const shown = await new Promise<Blob | null>((resolve) => small.toBlob(resolve, 'image/png'));
    const picture = { width: portraitSide, height: portraitSide, rgb: painted.rgb };
    yield { label, seed, picture, shown: shown ?? new Blob() };
  }
}
