import { readFileSync, statSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { type PictureHeader, readHeader } from '../../engine/pictures/header.ts';
import { overWhite } from '../../engine/pictures/over-white.ts';
import type { Pixels } from '../../engine/pictures/resample.ts';
import { turnUpright } from '../../engine/pictures/turn.ts';
import { failureSentence } from '../../words/en/engine.ts';
import { errorSentence } from '../../words/en/refusals/error.ts';
import { Complaint } from '../complaint.ts';
import { decodeBmp } from './bmp.ts';
import { bytesOfDeep } from './deep-avif.ts';

function bytesOf(path: string): Uint8Array {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind === undefined) throw new Complaint(`There is no file ${path}.`);
  if (kind.isDirectory()) throw new Complaint(`${path} is a folder, not a picture. Name a file in it.`);
  return readFileSync(path);
}

/** What sharp decodes: the first frame, in sRGB, over white; not turned. */
async function bySharp(image: Sharp): Promise<Pixels> {
  const { format, depth, bitsPerSample = 8, hasProfile } = await image.metadata();
  if (format === 'heif' && bitsPerSample > 8 && !hasProfile) return fromDeepAvif(image, bitsPerSample);
  // It applies a profile to bytes by itself, to deeper pixels only where the output's is named.
  const inSrgb = hasProfile && depth !== 'uchar' ? image.withIccProfile('srgb') : image;
  const { data, info } = await inSrgb.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) throw new Error(`it decodes to ${channels} channels`);
  return { width, height, channels: 3, data: channels === 4 ? overWhite(data) : data };
}

async function fromDeepAvif(image: Sharp, bits: number): Promise<Pixels> {
  const { data, info } = await image
    .toColourspace('rgb16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const channels = info.channels === 4 ? 4 : 3;
  const bytes = bytesOfDeep(
    new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2),
    channels,
    bits,
  );
  const rgb = channels === 4 ? overWhite(bytes) : bytes;
  return { width: info.width, height: info.height, channels: 3, data: rgb };
}

/** The inks of a CMYK picture, mixed by the page's rule: what an ink and black leave of white. A profile is not heeded there either. */
async function fromInks(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const rgb = new Uint8Array(info.width * info.height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    const left = 255 - (data[from + 3] as number);
    for (let c = 0; c < 3; c++) rgb[to++] = ((255 - (data[from + c] as number)) * left) / 255;
  }
  return { width: info.width, height: info.height, channels: 3, data: rgb };
}

async function decoded(bytes: Uint8Array, { format }: PictureHeader): Promise<Pixels> {
  const options = { limitInputPixels: false } as const;
  if (format === 'jpeg' && (await sharp(bytes, options).metadata()).space === 'cmyk')
    return fromInks(sharp(bytes, { ...options, ignoreIcc: true }));
  if (format !== 'bmp') return bySharp(sharp(bytes, options));
  const bmp = decodeBmp(bytes);
  if ('wrapped' in bmp) return bySharp(sharp(bmp.wrapped, options));
  const { width, height, rgba } = bmp;
  return { width, height, channels: 3, data: overWhite(rgba) };
}

/**
 * Decodes a picture file as the page does: upright, its first frame, sRGB, transparency over white. Throws `Complaint` with the page's
 * sentences for what is no picture.
 */
export async function readPicture(path: string): Promise<Pixels> {
  const bytes = bytesOf(path);
  try {
    const header = await readHeader(bytes);
    return turnUpright(await decoded(bytes, header), header.orientation);
  } catch (error) {
    // What the decoder says beyond that is of no use to a reader.
    const sentence = errorSentence(error) ?? failureSentence({ code: 'picture', what: 'damaged' });
    throw new Complaint(`${path}: ${sentence}`);
  }
}
