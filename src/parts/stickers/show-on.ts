import type { Painted } from '../../../models/scenes/paint.ts';

/** Puts a painting on a canvas, pixel by pixel. */
export function showOn(canvas: HTMLCanvasElement, { size, rgb }: Painted): void {
  if (canvas.width !== size) [canvas.width, canvas.height] = [size, size];
  const image = new ImageData(size, size);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    image.data[to] = rgb[from] ?? 0;
    image.data[to + 1] = rgb[from + 1] ?? 0;
    image.data[to + 2] = rgb[from + 2] ?? 0;
    image.data[to + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
