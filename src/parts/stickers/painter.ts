import type { ArtistId } from '../../../models/scenes/art.ts';
import { type Painted, paint } from '../../../models/scenes/paint.ts';
import type { Art } from '../../../models/scenes/sprites.ts';
import { siteAddress } from '../../components/site-address.ts';
import { fetchPicture } from '../pictures/own-picture.svelte.ts';
import {
  type BackgroundName,
  isPhotograph,
  layoutOf,
  type PaintedName,
  type PhotographName,
  photographs,
} from './backgrounds.ts';
import { loadArt } from './load-art.ts';
import type { TableSticker } from './stickers.ts';

/** Paints tables with the drawings that were fetched so far. Imported when a reader first touches the table. */
export class Painter {
  readonly #art = new Map<ArtistId, Promise<Art>>();
  #all: Art = { sprites: [], photographs: [] };
  readonly #backgrounds = new Map<number, { name: PaintedName; rgb: Uint8Array }>();
  readonly #photographs = new Map<PhotographName, ImageBitmap>();
  /** A picture that lies behind the stickers in place of a painted background. */
  #picture: ImageBitmap | null = null;
  readonly #scaled = new Map<number, { picture: ImageBitmap; rgb: Uint8Array }>();

  /** Fetches the drawings of these artists that are not here yet. Rejects with a sentence for the reader. */
  async load(artists: Iterable<ArtistId>): Promise<void> {
    for (const artist of new Set(artists)) {
      const known = this.#art.get(artist);
      const asked = known ?? loadArt((file) => file === `${artist}.classes.png`);
      this.#art.set(artist, asked);
      try {
        const art = await asked;
        if (known === undefined)
          this.#all = { sprites: [...this.#all.sprites, ...art.sprites], photographs: [] };
      } catch (error) {
        this.#art.delete(artist);
        throw error;
      }
    }
  }

  /** Fetches the photograph that a background is, if it is one that is not here yet. Rejects as `fetchPicture` does. */
  async loadBackground(name: BackgroundName): Promise<void> {
    if (!isPhotograph(name) || this.#photographs.has(name)) return;
    const picture = await fetchPicture(siteAddress(`pictures/${photographs[name]}`));
    this.#photographs.set(name, await createImageBitmap(picture));
  }

  /** Whether all is here that a table needs; `background` is null where a reader's picture lies over it. */
  has(stickers: readonly TableSticker[], background: BackgroundName | null): boolean {
    return (
      stickers.every(({ artist }) => this.#all.sprites.some((sprite) => sprite.artist === artist)) &&
      (background === null || !isPhotograph(background) || this.#photographs.has(background))
    );
  }

  /** Puts a picture behind the stickers, its middle square; null takes it away. The one before is closed. */
  setPicture(picture: ImageBitmap | null): void {
    this.#picture?.close();
    this.#picture = picture;
    this.#scaled.clear();
  }

  /** Paints a table at a size. What it needs must have been fetched. */
  paint(stickers: readonly TableSticker[], background: BackgroundName, size: number): Painted {
    const options = { background: this.#pixelsBehind(background, size) };
    return paint(layoutOf(stickers, background), size, this.#all, options);
  }

  #pixelsBehind(name: BackgroundName, size: number): Uint8Array {
    const picture = this.#picture ?? (isPhotograph(name) ? this.#photographs.get(name) : undefined);
    if (picture !== undefined) return this.#pictureAt(picture, size);
    if (isPhotograph(name)) throw new Error('The photograph is not here yet. Choose it again.');
    const known = this.#backgrounds.get(size);
    if (known?.name === name) return known.rgb;
    const { rgb } = paint(layoutOf([], name), size, this.#all);
    this.#backgrounds.set(size, { name, rgb });
    return rgb;
  }

  #pictureAt(picture: ImageBitmap, size: number): Uint8Array {
    const known = this.#scaled.get(size);
    if (known?.picture === picture) return known.rgb;
    const { width, height } = picture;
    const canvas = new OffscreenCanvas(size, size);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('This browser cannot read the picture’s pixels. Try another one.');
    context.imageSmoothingQuality = 'high';
    const side = Math.min(width, height);
    context.drawImage(picture, (width - side) / 2, (height - side) / 2, side, side, 0, 0, size, size);
    const { data } = context.getImageData(0, 0, size, size);
    const rgb = new Uint8Array(size * size * 3);
    for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
      rgb[to] = data[from] ?? 0;
      rgb[to + 1] = data[from + 1] ?? 0;
      rgb[to + 2] = data[from + 2] ?? 0;
    }
    this.#scaled.set(size, { picture, rgb });
    return rgb;
  }
}
