import type { Painted } from './paint.ts';
import type { Layout } from './scene.ts';

/**
 * The class of each pixel of a painted scene: 0 for the background and for stickers of no class, else the label + 1. Row by row
 * from the top, one byte a pixel.
 */
export function classMask(layout: Layout, { owner }: Pick<Painted, 'owner'>): Uint8Array {
  const classOf = layout.stickers.map(({ label }) => label + 1);
  return Uint8Array.from(owner, (sticker) => (sticker < 0 ? 0 : classOf[sticker]!));
}
