/**
 * A reader of the PNG files that hold the sprites. A browser's canvas multiplies colours by their alpha and back, and loses
 * bits on the way; read here, the same file gives the same bytes everywhere.
 */
export interface Raster {
  width: number;
  height: number;
  /** 3 (RGB) or 4 (RGBA, not premultiplied). */
  channels: number;
  /** Rows from the top, `width · height · channels` bytes. */
  data: Uint8Array;
}

const signature = [137, 80, 78, 71, 13, 10, 26, 10];

/**
 * Decodes a PNG of 8-bit RGB or RGBA, not interlaced (the only kinds that the sprites use).
 * @param inflate undoes zlib's compression: the caller's, since Node and browsers offer different ones.
 * @throws Error where the bytes are no such PNG.
 */
export async function decodePng(
  bytes: Uint8Array,
  inflate: (compressed: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<Raster> {
  if (signature.some((byte, i) => bytes[i] !== byte)) throw new Error('These bytes are not a PNG file.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let width = 0;
  let height = 0;
  let channels = 0;
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'IHDR') {
      width = view.getUint32(at + 8);
      height = view.getUint32(at + 12);
      const colour = bytes[at + 17];
      channels = colour === 2 ? 3 : colour === 6 ? 4 : 0;
      if (bytes[at + 16] !== 8 || channels === 0 || bytes[at + 20] !== 0)
        throw new Error('Only PNG files of 8-bit RGB or RGBA without interlacing can be read here.');
    } else if (type === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    else if (type === 'IEND') break;
    at += 12 + length;
  }
  const compressed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    compressed.set(part, end);
    end += part.length;
  }
  const filtered = await inflate(compressed);
  const stride = width * channels;
  if (channels === 0 || filtered.length < height * (stride + 1))
    throw new Error('The PNG file ends too early.');
  return { width, height, channels, data: unfilter(filtered, height, stride, channels) };
}

/** Undoes PNG's five row filters (PNG specification, section 9). */
function unfilter(filtered: Uint8Array, height: number, stride: number, step: number): Uint8Array {
  const out = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)];
    const from = y * (stride + 1) + 1;
    const row = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? out[row + x - step]! : 0;
      const up = y > 0 ? out[row - stride + x]! : 0;
      const upLeft = y > 0 && x >= step ? out[row - stride + x - step]! : 0;
      let guess = 0;
      if (filter === 1) guess = left;
      else if (filter === 2) guess = up;
      else if (filter === 3) guess = (left + up) >> 1;
      else if (filter === 4) guess = paeth(left, up, upLeft);
      out[row + x] = filtered[from + x]! + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const a = Math.abs(estimate - left);
  const b = Math.abs(estimate - up);
  const c = Math.abs(estimate - upLeft);
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
}
