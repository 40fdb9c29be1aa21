import type { OtherFile, PictureFailure, PictureFormat } from '../../engine/protocol/picture-failure.ts';

const formats: Readonly<Record<PictureFormat, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  avif: 'AVIF',
  gif: 'GIF',
  bmp: 'BMP',
};

const instead = 'Save it as JPEG or PNG first.';
const others: Readonly<Record<OtherFile, string>> = {
  heic: 'This is a HEIC picture, a format that most browsers do not read. Save it as JPEG or PNG first (a phone can also be set to “most compatible”).',
  tiff: `This is a TIFF picture or a camera’s raw file, which browsers do not read. ${instead}`,
  jpegXl: `This is a JPEG XL picture, a format that few browsers read. ${instead}`,
  jpeg2000: `This is a JPEG 2000 picture, a format that browsers do not read. ${instead}`,
  svg: 'This is an SVG drawing, which has no pixels of its own. Save it as PNG first, in the size that you want.',
  photoshop: `This is a Photoshop document. ${instead}`,
  icon: `This is an icon or a cursor, which holds several pictures. ${instead}`,
  film: 'This is a film, not a picture. Save one of its frames as PNG or JPEG first.',
  sound: 'This is a sound, not a picture.',
  pdf: 'This is a PDF document, not a picture. Save the page that you want as a PNG picture first.',
  webPage: 'This is a web page, not a picture. Save the picture itself, not the page that shows it.',
  archive:
    'This is a ZIP archive or an office document, not a picture. Unpack it first and choose a picture from it.',
  gzip: 'This is a file packed by gzip, not a picture. Unpack it first.',
  text: 'This file holds text, not a picture, whatever its name says.',
};

/** Why a picture cannot be looked at, and what to do. */
export function pictureSentence(failure: PictureFailure): string {
  switch (failure.what) {
    case 'unreadable':
      return 'The file could not be read: it is a folder, or it was moved or deleted since it was chosen.';
    case 'noBytes':
      return 'The file is empty.';
    case 'cutShort':
      return 'The file ends in the middle of the picture; copy or save it again.';
    case 'damagedHeader':
      return `The file begins like a ${formats[failure.format]} picture, but is damaged.`;
    case 'damaged':
      return 'The picture is damaged or cut short: it could not be decoded. Save it again or take another one.';
    case 'other':
      return others[failure.file];
    case 'noStill':
      return 'This AVIF file holds no still picture. Save one of its pictures as JPEG, PNG or WebP.';
    case 'unknown':
      return 'This file is no picture that can be read here. JPEG, PNG, WebP, AVIF, GIF and BMP are understood.';
    case 'noMemory':
      return 'The browser has no memory left to draw the picture.';
    case 'closed':
      return 'The picture was closed before it could be looked at.';
    case 'empty':
      return `The picture claims to be ${failure.width}×${failure.height} pixels large, which is nothing.`;
    case 'tooLarge': {
      const { width, height, most } = failure;
      return `The picture has ${Math.round((width * height) / 1e6)} megapixels (${width}×${height}); at most ${most / 1e6} can be opened here. Make it smaller first.`;
    }
    case 'bytes': {
      const { width, height, given } = failure;
      return `A picture of ${width}×${height} needs ${width * height * 3} bytes, not ${given}.`;
    }
  }
}
