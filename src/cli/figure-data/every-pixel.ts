import sharp from 'sharp';
import { pathNeeds } from '../../../models/answers/along-paths.ts';
import { segmentsOf } from '../../../models/answers/segments.ts';
import { classMask } from '../../../models/scenes/mask.ts';
import { paint } from '../../../models/scenes/paint.ts';
import type { Art } from '../../../models/scenes/sprites.ts';
import { findStickerSegmenter, segmenterGraph } from '../../../models/training/segmenters.ts';
import { pixelNetworks } from '../../figures/every-pixel/networks.ts';
import { overlayOf } from '../../figures/every-pixel/overlay.ts';
import { askedPixel, pixelSchema } from '../../figures/every-pixel/view.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import { layoutOf } from '../../parts/stickers/backgrounds.ts';
import { firstStickers } from '../../parts/stickers/stickers.ts';
import { loadStickerSegmenter } from '../evaluate/sticker-segmenter.ts';
import { readShipped, shippedNames } from '../shipped.ts';

/** Side of the picture that stands on the page before anything has run. */
const shownSide = 512;
/** Logits are kept in steps of an eighth, from −16 to 15.875. */
const steps = 8;

/** Runs of pixels of one class: the class, then the length as bytes that add up, 255 where more follow. */
function rolled(pixels: Uint8Array): string {
  const bytes: number[] = [];
  for (let at = 0; at < pixels.length; ) {
    let end = at;
    while (end < pixels.length && pixels[end] === pixels[at]) end++;
    bytes.push(pixels[at]!);
    let rest = end - at;
    for (; rest >= 255; rest -= 255) bytes.push(255);
    bytes.push(rest);
    at = end;
  }
  return Buffer.from(bytes).toString('base64');
}

/** What the best network that ships makes of the first table: its logits, the truth, and both as pictures. */
export async function everyPixel(art: Art) {
  const cards = new Map(shippedNames().map((id) => [id, readShipped(id).card] as const));
  const [best] = pixelNetworks(cards);
  const segmenter = best && findStickerSegmenter(best.id);
  if (best === undefined || segmenter === undefined)
    throw new Error('No network that names pixels ships yet: train one with `npm run train`.');
  const { side } = best;
  const layout = layoutOf(firstStickers, 'meadow');
  const painted = paint(layout, side, art);
  const network = await loadStickerSegmenter(segmenter, side);
  const picture = { width: side, height: side, channels: 3, data: painted.rgb } as const;
  const map = await network.run(picture);
  const place = askedPixel(defaultView(pixelSchema), side);
  const along = await network.along(picture, place);
  const paths = pathNeeds(segmenterGraph(segmenter))?.paths;
  if (along === null || paths === undefined) throw new Error(`No paths meet in ${best.id}.`);
  const brings = [...along.paths, along.own].map((path) =>
    Array.from(path, (value) => Math.round(value * 1e3) / 1e3),
  );
  const stored = Int8Array.from(map.data, (v) => Math.max(-128, Math.min(127, Math.round(v * steps))));
  const kept = { shape: map.shape, data: Float32Array.from(stored, (v) => v / steps) };
  const truth = classMask(layout, painted);
  const segments = segmentsOf(kept, [side, side]);
  const drawn = (look: 'found' | 'truth') => {
    const over = overlayOf(segments, truth, { look, fade: true, patterns: false });
    const raw = { width: side, height: side, channels: 4 } as const;
    return sharp(Buffer.from(over.buffer), { raw }).png().toBuffer();
  };
  const shown = paint(layout, shownSide, art);
  return {
    poster: {
      checkpoint: best.id,
      side,
      shape: map.shape,
      steps,
      logits: Buffer.from(stored.buffer).toString('base64'),
      truth: rolled(truth),
      along: { paths, place, brings },
    },
    found: await drawn('found'),
    there: await drawn('truth'),
    scene: await sharp(shown.rgb, { raw: { width: shownSide, height: shownSide, channels: 3 } })
      .webp({ quality: 86 })
      .toBuffer(),
  };
}
