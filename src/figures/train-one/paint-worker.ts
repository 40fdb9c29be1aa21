import type { ArtistId } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import type { Raster } from '../../../models/scenes/png.ts';
import { type LoadedStudyArt, type StudySheets, studyArtFrom } from '../../../models/study/art.ts';
import type { PaintedPictures } from '../../../models/study/batches.ts';
import { studyArtists, studyPicture } from '../../../models/study/picture.ts';
import index from '../../../models/study/sprites/index.json' with { type: 'json' };
import { fetchSheet, loadArt } from '../../parts/stickers/load-art.ts';
import { isPainted } from './drawings.ts';
import type { PaintAsk } from './drive.ts';

const addresses = import.meta.glob<string>('../../../models/study/sprites/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
});

const page = globalThis as unknown as DedicatedWorkerGlobalScope;
let loaded: Promise<LoadedStudyArt> | undefined;

async function load(): Promise<LoadedStudyArt> {
  const sheets = studyArtists.known.map(
    async (artist): Promise<readonly [ArtistId, Raster]> => [
      artist,
      await fetchSheet(addresses[`../../../models/study/sprites/${artist}.png`] ?? ''),
    ],
  );
  const [scenes, ...rasters] = await Promise.all([loadArt(isPainted), ...sheets]);
  return studyArtFrom(index as StudySheets, new Map(rasters), scenes);
}

/** Pictures of the study by artists whom it trains on, the same as the command line paints them. */
async function painted({ task, side, seeds }: PaintAsk): Promise<PaintedPictures> {
  loaded ??= load();
  const { study, artOf } = await loaded;
  const rgb = new Uint8Array(3 * side * side * seeds.length);
  const kinds = Uint8Array.from(seeds, (seed, i) => {
    const { layout, kind } = studyPicture(seed, task, studyArtists.known, study);
    rgb.set(paint(layout, side, artOf(layout.stickers)).rgb, 3 * side * side * i);
    return kind;
  });
  return { side, rgb, kinds };
}

page.onmessage = ({ data }: MessageEvent<PaintAsk>) => {
  void painted(data).then(
    (answer) => page.postMessage({ answer }, [answer.rgb.buffer, answer.kinds.buffer]),
    (error: unknown) => page.postMessage({ failed: error instanceof Error ? error.message : String(error) }),
  );
};
