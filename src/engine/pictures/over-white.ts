/**
 * Pixels of four bytes over white, three bytes each, in a browser's arithmetic: each byte is multiplied by its alpha and rounded, then
 * white fills up what is left. `alphaAt` gives the alpha of a pixel; its fourth byte unless told.
 */
export function overWhite(
  rgba: Uint8Array | Uint8ClampedArray,
  alphaAt: (pixel: number) => number = (pixel) => rgba[pixel * 4 + 3] as number,
): Uint8Array {
  const pixels = rgba.length / 4;
  const rgb = new Uint8Array(pixels * 3);
  for (let pixel = 0, to = 0; pixel < pixels; pixel++) {
    const alpha = alphaAt(pixel);
    for (let c = 0; c < 3; c++)
      rgb[to++] = Math.round(((rgba[pixel * 4 + c] as number) * alpha) / 255) + 255 - alpha;
  }
  return rgb;
}
