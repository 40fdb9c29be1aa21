import sharp from 'sharp';
import { kindsOf, type Task } from '../../../models/study/kinds.ts';
import { studyArtists } from '../../../models/study/picture.ts';
import { shownColumns, shownPictures, shownSide } from '../../figures/train-one/shown.ts';
import { paintedPictures } from '../study/pictures.ts';

/** The first validation pictures of each task in rows on a sheet, and what they show. */
export async function taskSheets() {
  const tasks = Object.keys(kindsOf) as Task[];
  const sheets = await Promise.all(
    tasks.map(async (task) => {
      const all = await paintedPictures({
        ...{ task, partition: 'validation', by: studyArtists.known },
        ...{ count: shownPictures, side: shownSide },
      });
      const bytes = 3 * shownSide * shownSide;
      const rows = Math.ceil(shownPictures / shownColumns);
      const canvas = { width: shownColumns * shownSide, height: rows * shownSide, channels: 3 } as const;
      const sheet = sharp({ create: { ...canvas, background: 'white' } }).composite(
        Array.from({ length: shownPictures }, (_, i) => ({
          input: Buffer.from(all.rgb.subarray(i * bytes, (i + 1) * bytes)),
          raw: { width: shownSide, height: shownSide, channels: 3 as const },
          left: (i % shownColumns) * shownSide,
          top: Math.floor(i / shownColumns) * shownSide,
        })),
      );
      return { task, kinds: [...all.kinds], file: await sheet.webp({ lossless: true }).toBuffer() };
    }),
  );
  return {
    shown: Object.fromEntries(sheets.map(({ task, kinds }) => [task, kinds])),
    files: sheets.map(({ task, file }) => [`${task}.webp`, file] as const),
  };
}
