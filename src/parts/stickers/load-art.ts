import { decodePng, type Raster } from '../../../models/scenes/png.ts';
import index from '../../../models/scenes/sprites/index.json' with { type: 'json' };
import { type Art, artFrom, type SpriteIndex } from '../../../models/scenes/sprites.ts';

const addresses = import.meta.glob<string>('../../../models/scenes/sprites/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
});

/**
 * Fetches and decodes one sheet of drawings.
 * @throws Error with a sentence for the reader where it cannot be fetched.
 */
export async function fetchSheet(address: string, signal?: AbortSignal): Promise<Raster> {
  const response = await fetch(address, signal ? { signal } : {});
  if (!response.ok)
    throw new Error(
      `The stickers could not be fetched (${response.status}). Check the connection and try again.`,
    );
  return decodePng(new Uint8Array(await response.arrayBuffer()), inflate);
}

async function inflate(compressed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([compressed.slice().buffer])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Fetches and decodes sprite sheets in a browser, all (about 5 MB) or those whose file name is wanted.
 * @throws Error with a sentence for the reader where one cannot be fetched.
 */
export async function loadArt(
  wanted: (file: string) => boolean = () => true,
  signal?: AbortSignal,
): Promise<Art> {
  const files = Object.entries(addresses).map(
    ([path, address]) => [path.split('/').at(-1)!, address] as const,
  );
  const rasters = await Promise.all(
    files
      .filter(([file]) => wanted(file))
      .map(async ([file, address]) => [file, await fetchSheet(address, signal)] as const),
  );
  return artFrom(index as SpriteIndex, new Map(rasters));
}
