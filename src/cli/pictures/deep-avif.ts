/** Bits of a sample in the browser's picture. */
const shallow = 8;

/**
 * Pixels of an AVIF picture of 10 or 12 bits as a browser makes bytes of them: brightness and the two colour differences lose their lower
 * bits first, and are mixed to red, green and blue then (ITU-R BT.601, the whole range). `deep`: 16 bits each, `channels` a pixel, the
 * picture's own bits highest; an alpha behind them loses its lower bits too.
 */
export function bytesOfDeep(deep: Uint16Array, channels: 3 | 4, bits: number): Uint8Array {
  const most = (2 ** bits - 1) * 2 ** (16 - bits);
  const steps = 2 ** bits - 1;
  const cut = 2 ** (bits - shallow);
  const middle = 2 ** (bits - 1);
  const cutTo8 = (value: number) => Math.floor(Math.round(value) / cut);
  const result = new Uint8ClampedArray(deep.length);
  for (let i = 0; i < deep.length; i += channels) {
    const red = (deep[i] as number) / most;
    const green = (deep[i + 1] as number) / most;
    const blue = (deep[i + 2] as number) / most;
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    const y = cutTo8(luma * steps);
    const u = cutTo8(((blue - luma) / 1.772) * steps + middle) - 128;
    const v = cutTo8(((red - luma) / 1.402) * steps + middle) - 128;
    result[i] = y + 1.402 * v;
    result[i + 1] = y - 0.344136 * u - 0.714136 * v;
    result[i + 2] = y + 1.772 * u;
    if (channels === 4) result[i + 3] = cutTo8(((deep[i + 3] as number) / most) * steps);
  }
  return new Uint8Array(result.buffer);
}
