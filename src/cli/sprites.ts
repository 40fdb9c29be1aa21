/**
 * Draws the committed sprite sheets from the emoji packages: `npm run sprites`. Fetches the packages with `npm pack` into a
 * temporary folder, so that none of them is a dependency of the site. Run again, it writes the same files.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { type ArtistId, artists, classes, distractors, unusable } from '../../models/scenes/art.ts';
import type { SpriteIndex } from '../../models/scenes/sprites.ts';
import type { StudySheets } from '../../models/study/art.ts';
import { kinds } from '../../models/study/kinds.ts';
import { commandLine } from './command-line.ts';
import { complain } from './complaint.ts';
import { npmPack } from './npm-pack.ts';

const versions: Record<ArtistId, string> = {
  noto: '1.2.9',
  'noto-v1': '1.2.5',
  fxemoji: '1.2.2',
  twemoji: '1.2.5',
  'fluent-emoji-flat': '1.2.6',
  'fluent-emoji': '1.2.7',
  emojione: '1.2.3',
  openmoji: '1.2.29',
};
/** Photographs for backgrounds, none with an object of the classes; each gives two crops. */
const photographs = ['coffee', 'astronaut', 'pagoda', 'dahlia', 'raccoon'];
const margin = 2;
const tile = 200;
const folder = 'models/scenes/sprites';
/** Of the study's forty kinds: smaller, since its pictures are, and in a folder of their own, since scenes never show them. */
const studyFolder = 'models/study/sprites';
const studyCell = 116;

interface Icon {
  body: string;
  left?: number;
  top?: number;
  width?: number;
  height?: number;
}
interface IconSet {
  icons: Record<string, Icon>;
  aliases?: Record<string, { parent: string }>;
  width: number;
  height: number;
}
interface Info {
  name: string;
  author: { name: string; url: string };
  license: { title: string; spdx: string; url: string };
}

/** One drawing, trimmed to what is not transparent and fitted into a square cell. */
async function draw(set: IconSet, icon: Icon, cell: number): Promise<Buffer> {
  const width = icon.width ?? set.width;
  const height = icon.height ?? set.height;
  const scale = 640 / Math.max(width, height);
  const box = `${icon.left ?? 0} ${icon.top ?? 0} ${width} ${height}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width * scale}" height="${height * scale}" viewBox="${box}">${icon.body}</svg>`;
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const trimmed = await sharp(Buffer.from(svg)).trim({ background: clear, threshold: 8 }).png().toBuffer();
  const side = cell - 2 * margin;
  const { data, info } = await sharp(trimmed)
    .resize(side, side, { fit: 'contain', background: clear })
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: clear })
    .raw()
    .toBuffer({ resolveWithObject: true });
  // Seven bits a colour: nobody sees the eighth, and the file is a third smaller.
  for (let i = 0; i < data.length; i += info.channels) {
    const alpha = data[i + 3]!;
    for (let c = 0; c < 3; c++) data[i + c] = alpha < 3 ? 0 : Math.min(255, 2 * Math.round(data[i + c]! / 2));
    data[i + 3] = alpha < 3 ? 0 : alpha > 252 ? 255 : alpha & 0xfc;
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } })
    .png()
    .toBuffer();
}

async function sheet(set: IconSet, names: readonly string[], cell: number, columns: number, to: string) {
  const cells = await Promise.all(names.map((name) => draw(set, iconOf(set, name)!, cell)));
  await sharp({
    create: {
      width: columns * cell,
      height: Math.ceil(names.length / columns) * cell,
      channels: 4,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    },
  })
    .composite(
      cells.map((input, i) => ({ input, left: (i % columns) * cell, top: Math.floor(i / columns) * cell })),
    )
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toFile(to);
}

function iconOf(set: IconSet, name: string): Icon | undefined {
  return set.icons[name] ?? set.icons[set.aliases?.[name]?.parent ?? ''];
}

async function main() {
  const work = mkdtempSync(join(tmpdir(), 'sprites-'));
  mkdirSync(folder, { recursive: true });
  mkdirSync(studyFolder, { recursive: true });
  const index: SpriteIndex = {
    margin,
    sheets: [],
    photographs: { file: 'photographs.png', tile, count: 2 * photographs.length, bytes: 0 },
  };
  const study: StudySheets = { margin, cell: studyCell, columns: 8, sheets: [] };
  const credits: string[] = [];
  for (const [order, { id, role }] of artists.entries()) {
    const archive = npmPack(`@iconify-json/${id}@${versions[id]}`, work);
    execFileSync('tar', ['xzf', archive, '-C', work]);
    const set = JSON.parse(readFileSync(join(work, 'package/icons.json'), 'utf8')) as IconSet;
    const info = JSON.parse(readFileSync(join(work, 'package/info.json'), 'utf8')) as Info;
    rmSync(archive);
    rmSync(join(work, 'package'), { recursive: true });
    const usable = (name: string) =>
      iconOf(set, name) !== undefined && !unusable.some(([artist, n]) => artist === id && n === name);
    const drawn = classes.flatMap((c) => c.names as readonly string[]).filter(usable);
    // Each distractor comes from two of the six training artists; an unseen artist draws half of them.
    const things = distractors.filter(
      (name, i) => usable(name) && (role === 'training' ? i % 3 === order % 3 : i % 2 === 0),
    );
    for (const [kind, names, cell] of [
      ['classes', drawn, 208],
      ['things', things, 128],
    ] as const) {
      const file = `${id}.${kind}.png`;
      await sheet(set, names, cell, 8, join(folder, file));
      const bytes = statSync(join(folder, file)).size;
      index.sheets.push({ file, artist: id, cell, columns: 8, bytes, names: [...names] });
    }
    const told = kinds.filter(usable);
    const studyFile = join(studyFolder, `${id}.png`);
    await sheet(set, told, studyCell, study.columns, studyFile);
    study.sheets.push({ artist: id, bytes: statSync(studyFile).size, names: told });
    credits.push(
      `| \`${id}.*.png\` | ${info.name} | ${info.author.name} | ${info.license.spdx} | \`@iconify-json/${id}\` ${versions[id]} | ${role} |`,
    );
    console.log(`${id}: ${drawn.length} stickers, ${things.length} distractors, ${told.length} kinds`);
  }
  const crops = await Promise.all(
    photographs.flatMap((name) => {
      const file = join('public/pictures', `${name}.jpg`);
      return [
        sharp(file).resize(tile, tile, { fit: 'cover', position: 'left top' }).removeAlpha().png().toBuffer(),
        sharp(file)
          .resize(tile * 2, tile * 2, { fit: 'cover' })
          .extract({ left: tile, top: tile, width: tile, height: tile })
          .png()
          .toBuffer(),
      ];
    }),
  );
  await sharp({ create: { width: tile, height: tile * crops.length, channels: 3, background: '#000' } })
    .composite(crops.map((input, i) => ({ input, left: 0, top: i * tile })))
    .removeAlpha()
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toFile(join(folder, 'photographs.png'));
  index.photographs.bytes = statSync(join(folder, index.photographs.file)).size;
  writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index, null, 1)}\n`);
  writeFileSync(join(folder, 'CREDITS.md'), creditsPage(credits));
  writeFileSync(join(studyFolder, 'index.json'), `${JSON.stringify(study, null, 1)}\n`);
  rmSync(work, { recursive: true });
}

function creditsPage(rows: string[]): string {
  return `# Whose drawings these are

Drawn by \`npm run sprites\` from the SVG emoji in the packages named here: trimmed, scaled, placed on sheets, otherwise unchanged.
In a scene they are turned, stretched, recoloured and overlapped.

| files | set | authors | licence | from | used for |
|---|---|---|---|---|---|
${rows.join('\n')}

The sheets of the same sets in \`models/study/sprites\` hold the study's kinds, under the same licences.

The sheets of \`openmoji\` are an adaptation of OpenMoji and stay under CC BY-SA 4.0; they lie in files of their own.
No drawing of an unseen artist or an unseen style is ever trained on.

\`photographs.png\` holds two crops each of ${photographs.map((p) => `\`${p}.jpg\``).join(', ')}; authors and licences are
those of \`public/pictures\`: raccoon via SciPy (public domain), coffee by Rachel Michetti (CC0), astronaut by NASA (public domain),
pagoda by danielbuechele (CC BY 2.0), dahlia by vultilion (CC BY 2.0).
`;
}

await complain(async () => {
  commandLine('sprites', {}, 0);
  await main();
});
