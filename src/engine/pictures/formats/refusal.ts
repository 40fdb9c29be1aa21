import type { OtherFile } from '../../protocol/picture-failure.ts';
import type { FileBytes } from './file-bytes.ts';
import { pictureError } from './picture-error.ts';

/** Letters that a file begins with, a byte each, and what it is. */
const known: readonly (readonly [start: string, file: OtherFile])[] = [
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['\u00ff\n', 'jpegXl'],
  ['\0\0\0\fJXL ', 'jpegXl'],
  ['\0\0\0\fjP  ', 'jpeg2000'],
  ['\u00ff\u004f\u00ff\u0051', 'jpeg2000'],
  ['\0\0\u0001\0', 'icon'],
  ['\0\0\u0002\0', 'icon'],
  ['8BPS', 'photoshop'],
  ['%PDF-', 'pdf'],
  ['PK\u0003\u0004', 'archive'],
  ['\u001f\u008b', 'gzip'],
  ['\u001aE\u00df\u00a3', 'film'],
  ['ID3', 'sound'],
  ['OggS', 'sound'],
  ['fLaC', 'sound'],
];
/** The same of what stands behind `RIFF` and a length. */
const riff: readonly (readonly [start: string, file: OtherFile])[] = [
  ['AVI ', 'film'],
  ['WAVE', 'sound'],
];

/** By the brands of an ISO media file, major and compatible ones. */
const ofBrands = (brands: string): OtherFile =>
  /hei[cxms]|hev[cmsx]|mif1|msf1/.test(brands) ? 'heic' : 'film';

function byText(start: string): OtherFile | undefined {
  const text = start.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (text.startsWith('<') && /<svg[\s>]/i.test(text)) return 'svg';
  return /^<(!doctype html|html)/i.test(text) ? 'webPage' : undefined;
}

/** Throws what a file is that is no picture, as exactly as its first bytes tell. */
export async function refuse(file: FileBytes, brands: string | null): Promise<never> {
  const start = await file.text(0, 1024);
  const found =
    brands === null
      ? (known.find(([letters]) => start.startsWith(letters)) ??
          riff.find(([letters]) => start.startsWith('RIFF') && start.startsWith(letters, 8)))?.[1]
      : ofBrands(brands);
  const other = found ?? byText(start);
  if (other !== undefined) throw pictureError({ what: 'other', file: other });
  const printable = (await file.upTo(0, 512)).every(
    (byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13,
  );
  throw pictureError(printable ? { what: 'other', file: 'text' } : { what: 'unknown' });
}
