import sharp from 'sharp';
import { firstCells, firstPicture } from '../../figures/two-paths/view.ts';

/** The picture that “two paths” shows first, its middle square in as many cells as the map that is looked at first has: PNG. */
export function pictureCells(root: URL): Promise<Buffer> {
  return sharp(new URL(`public/pictures/${firstPicture}.jpg`, root).pathname)
    .resize(firstCells, firstCells, { fit: 'cover', kernel: 'linear' })
    .png({ compressionLevel: 9 })
    .toBuffer();
}
