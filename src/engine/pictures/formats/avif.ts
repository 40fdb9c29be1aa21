import { type Box, boxesIn, byType, fieldsOf, placeOf } from './boxes.ts';
import { exifOrientation } from './exif.ts';
import type { FileBytes } from './file-bytes.ts';
import { damaged, pictureError } from './picture-error.ts';
import { type Edit, type OrientationTag, type PictureHeader, upright } from './picture-header.ts';

/** The box `meta` describes the items of a file; thousands of tiles make a few hundred kilobytes of it. */
const largestMeta = 16 << 20;

/** The boxes that describe the items of a file, by their types; undefined where it describes none. */
async function itemBoxes(file: FileBytes): Promise<ReadonlyMap<string, Box> | undefined> {
  const meta = byType(await boxesIn(file, 0, file.size)).get('meta');
  if (meta === undefined || meta.to - meta.from > largestMeta) return undefined;
  return byType(await boxesIn(file, meta.from + 4, meta.to));
}

/** The number of the item that the file shows. */
async function primaryItem(file: FileBytes, boxes: ReadonlyMap<string, Box>): Promise<number> {
  const primary = boxes.get('pitm');
  if (primary === undefined) throw damaged('avif');
  const item = await fieldsOf(file, primary);
  return item.version() === 0 ? item.next(2) : item.next(4);
}

/** Which properties an item has, by their places in `ipco`, from 1. */
async function associations(file: FileBytes, box: Box, item: number): Promise<number[]> {
  const fields = await fieldsOf(file, box);
  const version = fields.next(1);
  const wide = (fields.next(3) & 1) === 1;
  const found: number[] = [];
  for (let entries = fields.next(4); entries > 0; entries--) {
    const id = fields.next(version < 1 ? 2 : 4);
    for (let count = fields.next(1); count > 0; count--) {
      const index = wide ? fields.next(2) & 0x7fff : fields.next(1) & 0x7f;
      if (id === item) found.push(index);
    }
  }
  return found;
}

/** An item's properties, by their types. */
async function propertiesOf(
  file: FileBytes,
  container: Box,
  item: number,
): Promise<ReadonlyMap<string, Box>> {
  const parts = await boxesIn(file, container.from, container.to);
  const properties = byType(parts).get('ipco');
  if (properties === undefined) throw damaged('avif');
  const known = await boxesIn(file, properties.from, properties.to);
  const mine: Box[] = [];
  for (const part of parts.filter(({ type }) => type === 'ipma'))
    for (const index of await associations(file, part, item)) mine.push(...known.slice(index - 1, index));
  return byType(mine);
}

/** The two edits that part a picture from its transparency. */
interface Parted {
  /** Takes the reference to the transparency away. */
  readonly picture: Edit;
  /** Makes the transparency what the file shows, as grey. */
  readonly alpha: Edit;
}

const letters = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/**
 * How to part the primary item from its transparency; undefined where it has none, or is multiplied by it already. Chromium 156
 * stretches it as if 16 were nothing and 235 all, whatever the file says; as a picture of its own it comes out right.
 */
async function partedAlpha(
  file: FileBytes,
  boxes: ReadonlyMap<string, Box>,
  container: Box,
  primary: number,
): Promise<Parted | undefined> {
  const [references, pointer] = [boxes.get('iref'), boxes.get('pitm')];
  if (references === undefined || pointer === undefined) return undefined;
  const wide = (await file.view(references.from, 4)).getUint8(0) === 0 ? 2 : 4;
  const all = await boxesIn(file, references.from + 4, references.to);
  if (all.some(({ type }) => type === 'prem')) return undefined;
  for (const each of all.filter(({ type }) => type === 'auxl')) {
    const fields = await fieldsOf(file, each);
    const item = fields.next(wide);
    const to = Array.from({ length: fields.next(2) }, () => fields.next(wide));
    const kind = (await propertiesOf(file, container, item)).get('auxC');
    if (!to.includes(primary) || kind === undefined) continue;
    if (!/:alpha|:auxid:1$/.test(await file.text(kind.from + 4, kind.to - kind.from - 5))) continue;
    const id = pointer.from + 4;
    const bytes = (await file.view(pointer.from, 4)).getUint8(0) === 0 ? 2 : 4;
    const number = Uint8Array.from({ length: bytes }, (_, i) => (item / 256 ** (bytes - 1 - i)) & 255);
    return {
      picture: { from: each.typeAt, to: each.typeAt + 4, bytes: letters('skip') },
      alpha: { from: id, to: id + bytes, bytes: number },
    };
  }
  return undefined;
}

/** The number of the item that holds EXIF, if there is one. */
async function exifItem(file: FileBytes, box: Box): Promise<number | undefined> {
  const count = (await file.view(box.from, 4)).getUint8(0) === 0 ? 2 : 4;
  for (const each of await boxesIn(file, box.from + 4 + count, box.to)) {
    const fields = await fieldsOf(file, each);
    const id = fields.version() < 3 ? fields.next(2) : fields.next(4);
    fields.next(2);
    if (fields.kind() === 'Exif') return id;
  }
  return undefined;
}

/** EXIF's orientation: heeded only where the file's own turns (`irot`, `imir`) say nothing, which rank before it (ISO/IEC 23000-22, 7.3.6.7). */
async function exifTag(file: FileBytes, boxes: ReadonlyMap<string, Box>): Promise<OrientationTag> {
  const [items, places] = [boxes.get('iinf'), boxes.get('iloc')];
  const item = items && (await exifItem(file, items));
  const place = item !== undefined && places ? await placeOf(file, places, item) : undefined;
  if (place === undefined || place.to - place.from < 12) return upright;
  const tiffOffset = (await file.view(place.from, 4)).getUint32(0);
  return exifOrientation(file, place.from + 4 + tiffOffset, place.to);
}

async function read(file: FileBytes): Promise<PictureHeader> {
  const boxes = await itemBoxes(file);
  if (boxes === undefined) throw pictureError({ what: 'noStill' });
  const container = boxes.get('iprp');
  if (container === undefined) throw damaged('avif');
  const number = await primaryItem(file, boxes);
  const of = await propertiesOf(file, container, number);
  const extent = of.get('ispe');
  if (extent === undefined) throw damaged('avif');
  const sides = await file.view(extent.from + 4, 8);
  const stored = { width: sides.getUint32(0), height: sides.getUint32(4) };
  const turn = of.get('irot');
  const quarters = turn === undefined ? 0 : (await file.view(turn.from, 1)).getUint8(0) & 3;
  const size = quarters % 2 === 1 ? { width: stored.height, height: stored.width } : stored;
  const turned = turn !== undefined || of.has('imir');
  const { orientation, edits } = turned ? upright : await exifTag(file, boxes);
  const parted = await partedAlpha(file, boxes, container, number);
  const common = { format: 'avif', ...size, orientation } as const;
  return parted === undefined
    ? { ...common, edits }
    : { ...common, edits: inOrder([...edits, parted.picture]), alpha: inOrder([...edits, parted.alpha]) };
}

const inOrder = (edits: readonly Edit[]) => edits.toSorted((a, b) => a.from - b.from);

/** The size and turns of the picture that an AVIF file calls its primary item. */
export async function readAvif(file: FileBytes): Promise<PictureHeader> {
  try {
    return await read(file);
  } catch (error) {
    if (error instanceof RangeError) throw damaged('avif');
    throw error;
  }
}
