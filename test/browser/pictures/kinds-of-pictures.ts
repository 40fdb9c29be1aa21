import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { type BmpForm, bmpFile, type Drawn } from './bmp-files.ts';

const photograph = readFileSync(new URL('../../../public/pictures/coffee.jpg', import.meta.url));

const opened = () => sharp(photograph).resize(450, 300, { fit: 'cover' });
/** Its corners fade: what is behind them is white where it is shown. */
function faded(): Sharp {
  const shade = Buffer.from(
    '<svg width="450" height="300"><radialGradient id="g" r="0.7"><stop offset="0.6" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient><rect width="450" height="300" fill="url(#g)"/></svg>',
  );
  return opened()
    .ensureAlpha()
    .composite([{ input: shade, blend: 'dest-in' }]);
}
/** Enlarged in 16 bits, so that the lower eight say something too. */
const in16Bits = (image: Sharp) => image.pipelineColourspace('rgb16').toColourspace('rgb16');
const animated = (image: Sharp) =>
  image.toBuffer().then((first) => sharp([first, first, first], { join: { animated: true } }));

const forms: readonly (readonly [name: string, picture: () => Sharp | Promise<Buffer>])[] = [
  ['JPEG', () => opened().jpeg()],
  ['progressive JPEG, full colour', () => opened().jpeg({ progressive: true, chromaSubsampling: '4:4:4' })],
  ['grey JPEG', () => opened().greyscale().jpeg()],
  [
    'CMYK JPEG without a profile',
    async () =>
      sharp(await cmyk().toBuffer())
        .toColourspace('cmyk')
        .jpeg()
        .toBuffer(),
  ],
  ['CMYK JPEG', () => cmyk()],
  ['Display P3 JPEG', () => opened().withIccProfile('p3').jpeg()],
  ['PNG', () => opened().png()],
  ['interlaced PNG', () => opened().png({ progressive: true })],
  ['PNG of 16 bits', () => in16Bits(opened()).png()],
  ['PNG of 16 bits with transparency', () => in16Bits(faded()).png()],
  ['palette PNG', () => opened().png({ palette: true })],
  ['palette PNG with transparency', () => faded().png({ palette: true })],
  ['PNG with transparency', () => faded().png()],
  ['grey PNG', () => opened().greyscale().png()],
  ['grey PNG of 16 bits', () => opened().toColourspace('grey16').png()],
  ['Display P3 PNG', () => opened().withIccProfile('p3').png()],
  ['Display P3 PNG of 16 bits', () => in16Bits(opened()).withIccProfile('p3').png()],
  ['WebP', () => opened().webp()],
  ['lossless WebP with transparency', () => faded().webp({ lossless: true })],
  ['lossy WebP with transparency', () => faded().webp()],
  ['Display P3 WebP', () => opened().withIccProfile('p3').webp()],
  [
    'animated WebP',
    async () => (await animated(opened().webp({ quality: 95 }))).webp({ quality: 95 }).toBuffer(),
  ],
  ['AVIF', () => opened().avif({ effort: 1 })],
  ['AVIF, full colour, lossless', () => opened().avif({ effort: 1, lossless: true })],
  ['AVIF of 10 bits', () => opened().avif({ effort: 1, bitdepth: 10 })],
  ['AVIF of 12 bits', () => opened().avif({ effort: 1, bitdepth: 12 })],
  ['AVIF with transparency', () => faded().avif({ effort: 1, quality: 90 })],
  ['Display P3 AVIF', () => opened().withIccProfile('p3').avif({ effort: 1 })],
  ['grey AVIF', () => opened().greyscale().avif({ effort: 1 })],
  ['GIF', () => opened().gif()],
  ['GIF with transparency', () => faded().gif()],
  ['animated GIF', async () => (await animated(opened().resize(240).gif())).gif().toBuffer()],
];

function cmyk(): Sharp {
  return opened().withIccProfile('cmyk').jpeg();
}

/** A byte each of red, green, blue and alpha. */
const inAll = [0xff0000, 0xff00, 0xff, 0xff000000] as const;

const bmpForms: readonly (readonly [name: string, form: BmpForm])[] = [
  ['OS/2', { header: 12, bits: 24 }],
  ['OS/2, 8 bits', { header: 12, bits: 8 }],
  ['OS/2, 1 bit', { header: 12, bits: 1 }],
  ['OS/2 2', { header: 64, bits: 24 }],
  ['OS/2 2, 8 bits', { header: 64, bits: 8 }],
  ['Windows 3', { header: 40, bits: 24 }],
  ['Windows 3, from the top down', { header: 40, bits: 24, downwards: true }],
  ['Windows 3, 1 bit', { header: 40, bits: 1 }],
  ['Windows 3, 4 bits', { header: 40, bits: 4 }],
  ['Windows 3, 8 bits', { header: 40, bits: 8 }],
  ['Windows 3, 8 bits, in runs', { header: 40, bits: 8, runs: true }],
  ['Windows 3, 4 bits, in runs', { header: 40, bits: 4, runs: true }],
  ['Windows 3, 16 bits', { header: 40, bits: 16 }],
  ['Windows 3, 16 bits by masks', { header: 40, bits: 16, masks: [0xf800, 0x7e0, 0x1f, 0] }],
  ['Windows 3, 32 bits', { header: 40, bits: 32 }],
  ['with masks (52 bytes)', { header: 52, bits: 32, masks: [0xff, 0xff00, 0xff0000, 0] }],
  ['with masks and transparency (56 bytes)', { header: 56, bits: 32, masks: inAll }],
  ['Windows 4 with transparency', { header: 108, bits: 32, masks: inAll }],
  [
    'Windows 5 with transparency, from the top down',
    { header: 124, bits: 32, masks: inAll, downwards: true },
  ],
  ['Windows 5, 16 bits with transparency', { header: 124, bits: 16, masks: [0x7c00, 0x3e0, 0x1f, 0x8000] }],
];

async function drawn(image: Sharp): Promise<Drawn> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

const made = new Map<string, () => Promise<Uint8Array>>([
  ...forms.map(([name, picture]) => {
    const bytes = async () => {
      const file = await picture();
      return Buffer.isBuffer(file) ? file : file.toBuffer();
    };
    return [name, bytes] as const;
  }),
  ...bmpForms.map(([name, form]) => {
    return [`BMP of ${name}`, async () => bmpFile(await drawn(faded()), form)] as const;
  }),
]);

/** Every form of the photograph that the site reads. */
export const kindNames: readonly string[] = [...made.keys()];

/** The photograph in one of them. */
export async function kindOfPicture(name: string): Promise<Uint8Array> {
  const make = made.get(name);
  if (make === undefined) throw new Error(`There is no kind of picture called ${name}.`);
  return make();
}
