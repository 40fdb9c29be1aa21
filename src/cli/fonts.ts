// `npm run fonts`: cuts the fonts of the @fontsource-variable packages down to the letters and weights that the pages
// use, into src/styles/fonts. The result is committed, since it changes only when a package or this list does.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';
import { commandLine } from './command-line.ts';
import { complain } from './complaint.ts';

const packages = new URL('../../node_modules/@fontsource-variable/', import.meta.url);
const target = new URL('../styles/fonts/', import.meta.url);

function range(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');
}
const ascii = range(0x20, 0x7e);
const latin = `${ascii}${range(0xa0, 0xff)}–—‘’“”…′″−‹›€™↑↓\u2002\u2009\u202f`;
const greek = `${range(0x391, 0x3a1)}${range(0x3a3, 0x3a9)}${range(0x3b1, 0x3c9)}`;
const weights = { wght: { min: 400, max: 700 } };

interface Cut {
  name: string;
  from: string;
  file: string;
  text: string;
  axes: Record<string, number | { min: number; max: number }>;
}
const cuts: Cut[] = [
  { name: 'serif', from: 'source-serif-4', file: 'latin-wght-normal', text: latin, axes: weights },
  {
    name: 'serif-italic',
    from: 'source-serif-4',
    file: 'latin-wght-italic',
    text: latin,
    axes: { wght: 400 },
  },
  { name: 'serif-greek', from: 'source-serif-4', file: 'greek-wght-normal', text: greek, axes: weights },
  // The design for large sizes: finer hairlines, tighter fit. Titles of pages only.
  {
    name: 'serif-display',
    from: 'source-serif-4',
    file: 'latin-opsz-normal',
    text: `${ascii}–—‘’×`,
    axes: { opsz: 48, wght: 500 },
  },
  { name: 'sans', from: 'inter', file: 'latin-wght-normal', text: latin, axes: weights },
  { name: 'sans-greek', from: 'inter', file: 'greek-wght-normal', text: greek, axes: weights },
  { name: 'mono', from: 'jetbrains-mono', file: 'latin-wght-normal', text: `${ascii}×−·…`, axes: weights },
];

await complain(async () => {
  commandLine('fonts', {}, 0);
  await mkdir(target, { recursive: true });
  for (const { name, from, file, text, axes } of cuts) {
    const source = await readFile(new URL(`${from}/files/${from}-${file}.woff2`, packages));
    const cut = await subsetFont(source, text, { targetFormat: 'woff2', variationAxes: axes });
    await writeFile(new URL(`${name}.woff2`, target), cut);
    console.log(`${name}.woff2: ${cut.length} bytes of ${source.length}`);
  }
  for (const from of new Set(cuts.map((cut) => cut.from))) {
    await copyFile(new URL(`${from}/LICENSE`, packages), new URL(`LICENSE-${from}.txt`, target));
  }
});
