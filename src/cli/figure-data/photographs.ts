import type { Found, Photograph, Photographs } from '../../../models/facts/photographs/found.ts';
import { pictures } from '../../../models/published/pictures.ts';
import { labels } from '../../../models/scenes/art.ts';
import type { Pixels } from '../../engine/pictures/resample.ts';
import { secondLookCrop } from '../../figures/photographs/logic.ts';
import { classify } from '../classify.ts';
import { loadStickerNetwork } from '../evaluate/sticker-network.ts';
import { loadShipped } from '../loaded.ts';
import { useNodeBackend } from '../node-backend.ts';
import { readPicture } from '../pictures/read.ts';
import { bestDetector } from './best-detector.ts';

const root = new URL('../../../', import.meta.url);

function cut(picture: Pixels, box: readonly [number, number, number, number]): Pixels {
  const [top, left, bottom, right] = box;
  const [width, height] = [right - left, bottom - top];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 3;
    data.set(picture.data.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, channels: 3, data };
}

/** Looks for stickers in every photograph that ships, and lets the backbone's own classifier name each box again. */
export async function searchPhotographs(least: number): Promise<Photographs> {
  const runtime = await useNodeBackend('wasm');
  const detector = bestDetector();
  const network = await loadStickerNetwork(detector, detector.resolution);
  const classifier = loadShipped('efficientnet-b0');
  const photographs: Photograph[] = [];
  for (const { file } of pictures) {
    const picture = await readPicture(new URL(`public/pictures/${file}`, root).pathname);
    const { detections } = await network.detect(picture, { scoreThreshold: least });
    const found: Found[] = [];
    for (const { label, score, box } of detections) {
      const [again] = await classify(runtime, classifier, cut(picture, secondLookCrop(box, picture)), 1);
      if (!again) continue;
      const short = (value: number) => Math.round(value * 1000) / 1000;
      found.push({
        box: box.map((edge) => Math.round(edge * 10) / 10) as unknown as Found['box'],
        label: labels[label] ?? '',
        score: short(score),
        again: { label: again.label, probability: short(again.probability) },
      });
    }
    photographs.push({ file, found });
  }
  return { detector: detector.name, title: detector.title, size: detector.resolution, least, photographs };
}
