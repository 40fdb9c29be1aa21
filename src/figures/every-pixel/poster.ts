import { type Segments, segmentsOf } from '../../../models/answers/segments.ts';
import type { Along } from './along.ts';
import type { Answer } from './pixel-session.ts';
import poster from './poster.json' with { type: 'json' };

export { default as foundPicture } from './found.png?url';
export { default as scenePicture } from './scene.webp?url';
export { default as therePicture } from './there.png?url';

/** Bytes of a text in base 64. */
const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** Runs of pixels of one class: class, length in one or more bytes of base 255, as `src/cli/figure-data/every-pixel.ts` writes them. */
function unrolled(text: string, length: number): Uint8Array {
  const bytes = bytesOf(text);
  const pixels = new Uint8Array(length);
  let [at, to] = [0, 0];
  while (at < bytes.length && to < length) {
    const value = bytes[at++]!;
    let run = 0;
    let more: number;
    do {
      more = bytes[at++]!;
      run += more;
    } while (more === 255);
    pixels.fill(value, to, to + run);
    to += run;
  }
  return pixels;
}

/** What the paths brought to the pixel that is asked first; no other one was kept. */
const along: Along = {
  paths: poster.along.paths as Along['paths'],
  at: ([y, x]) =>
    y !== poster.along.place[0] || x !== poster.along.place[1]
      ? null
      : {
          paths: poster.along.brings.slice(0, -1).map((path) => Float64Array.from(path)),
          own: Float64Array.from(poster.along.brings.at(-1) ?? []),
        },
};

/** What the best network made of the first table when this page was made; its logits in steps of 1 / `steps`. */
function made(): Omit<Answer, 'milliseconds'> {
  const [rows, columns, classes] = poster.shape as [number, number, number];
  const stored = new Int8Array(bytesOf(poster.logits).buffer);
  const map = {
    shape: [rows, columns, classes] as const,
    data: Float32Array.from(stored, (v) => v / poster.steps),
  };
  const segments: Segments = segmentsOf(map, [poster.side, poster.side]);
  return { map, segments, truth: unrolled(poster.truth, poster.side ** 2), gates: [], along };
}

export const asBuilt = made();
/** Which network that was; another one may be asked for. */
export const builtBy: string = poster.checkpoint;
