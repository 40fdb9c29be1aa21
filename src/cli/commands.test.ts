import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../test/steps/command.ts';

// The commands as a person types them: what they do not use, do not find or cannot read ends them with a sentence.

const folder = mkdtempSync(join(tmpdir(), 'phiscope-commands-'));
const at = (name: string) => join(folder, name);
const picture = join(root, 'public/pictures/coffee.jpg');
const goldens = join(root, 'test/goldens');
const own = join(root, 'models/checkpoints/efficientnet-b0/weights.safetensors');

beforeAll(() => {
  writeFileSync(at('empty.jpg'), '');
  writeFileSync(at('letter.png'), 'Dear reader, this is a letter.\n');
  writeFileSync(at('paper.jpg'), '%PDF-1.7\n');
  writeFileSync(at('phone.heic'), Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'));
  writeFileSync(at('no.json'), 'no JSON at all');
  const fusion = readdirSync(join(goldens, 'seeded')).find((name) => name.endsWith('.fusion.json'))!;
  copyFileSync(join(goldens, 'seeded', fusion), at('alone.fusion.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, ...args: string[]): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [`src/cli/${command}.ts`, ...args],
      { cwd: root, timeout: 60_000 },
      (error, out, err) =>
        resolve({
          status: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
          said: `${out}${err}`.trim(),
        }),
    );
  });
}

/** The commands, as package.json has them; those of the checks and the build take their arguments elsewhere. */
const commands = Object.values(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
    .scripts,
).flatMap((script) => /src\/cli\/([\w-]+)\.ts$/.exec(script)?.[1] ?? []);

describe('an option that a command does not have:', () => {
  test('there are commands', () => expect(commands.length).toBeGreaterThan(10));
  test.each([...commands, 'serve'])('%s', async (command) => {
    const { status, said } = await run(command, '--no-such-option');
    expect([status, said]).toEqual([
      2,
      expect.stringMatching(/^\w[\w-]* has no --no-such-option; it takes .+\.$/),
    ]);
  });
});

type Case = [what: string, args: [command: string, ...args: string[]], sentence: RegExp];

const unused: Case[] = [
  [
    'padding of what ships',
    ['predict', 'efficientnet-b0', picture, '--padding', 'same'],
    /no use of --padding/,
  ],
  ['epsilon of what ships', ['predict', 'efficientnet-b0', picture, '--epsilon', '5'], /no use of --epsilon/],
  ['score of a classifier', ['predict', 'efficientnet-b0', picture, '--score', '0.3'], /no use of --score/],
  ['a word too many', ['predict', 'efficientnet-b0', picture, 'more'], /takes no “more”/],
  ['list --to', ['checkpoint', 'list', '--to', folder], /list makes no use of --to/],
  ['inspect --mirror', ['checkpoint', 'inspect', own, '--mirror', 'x'], /inspect makes no use of --mirror/],
  ['get --json', ['checkpoint', 'get', 'x', '--json'], /get makes no use of --json/],
  [
    'verify --dtype',
    ['checkpoint', 'verify', own, 'x', '--dtype', 'float16'],
    /verify makes no use of --dtype/,
  ],
  ['a second file', ['checkpoint', 'inspect', own, own], /inspect takes no/],
  ['describe, twice', ['describe', 'efficientnet', '--phi', '1', '--phi', '2'], /more than once/],
  ['cells of a classifier', ['describe', 'efficientnet-b0', '--cells', '2'], /has no --cells/],
  ['the graph of a program', ['program', 'efficientnet-b0', '--graph'], /program has no --graph/],
  ['layout without JSON', ['scene', '3', '--layout'], /--layout is a part of --json/],
  ['two scenes', ['scene', '3', '4'], /takes no “4”/],
  ['size of a network of the study', ['evaluate', 'study-base', '--size', '64'], /no use of --size/],
  ['threads of a list', ['train', '--list', '--threads', '2'], /no use of --threads/],
  ['a name of a list', ['train', '--list', 'x'], /takes no name/],
  ['no seed', ['train', 'bisenet-b0-stickers', '--seed', '0'], /--seed must be a whole number/],
  ['a seed of a detector', ['train', 'efficientdet-d0-fpn-stickers', '--seed', '2'], /a name of its own/],
  ['an unknown figure', ['figure-data', 'x'], /no figure “x”/],
  ['fonts with a word', ['fonts', 'x'], /fonts takes no “x”/],
  [
    'weights for a golden that brings its own',
    ['parity', join(goldens, 'boxes/anchors.json'), '--checkpoint', own],
    /--checkpoint has no place/,
  ],
];

const missing: Case[] = [
  ['no picture', ['predict', 'efficientnet-b0', at('none.jpg')], /There is no file .*none\.jpg/],
  ['no checkpoint', ['predict', picture, '--checkpoint', at('none.pth')], /There is no file .*none\.pth/],
  ['no such network', ['predict', 'resnet', picture], /There is no checkpoint called “resnet”/],
  ['no golden', ['parity', at('none.json')], /There is no file .*none\.json/],
  ['a folder as golden', ['parity', folder], /is a folder/],
  ['a golden that is none', ['parity', at('no.json')], /holds no JSON/],
  ['a golden without its base', ['parity', at('alone.fusion.json')], /must lie beside it/],
  ['nothing to inspect', ['checkpoint', 'inspect', at('none')], /There is no file/],
  ['nothing to verify', ['checkpoint', 'verify', at('none'), 'timm-efficientnet_b0.ra_in1k'], /no/],
  ['nowhere to write', ['scene', '3', '--out', at('none/scene.png')], /There is no file .*scene\.png/],
  ['nowhere for a mask', ['scene', '3', '--mask', at('none/mask.png')], /There is no file .*mask\.png/],
  ['no checkpoint of a network', ['checkpoint', 'list', 'resnet-7'], /no checkpoint of “resnet-7”/],
  ['what ships to be got', ['checkpoint', 'get', 'study-base'], /study-base ships with the project/],
  ['an unknown network of ours', ['evaluate', 'x'], /none of our own networks/],
  ['networks of two kinds', ['evaluate', 'study-base', 'dfanet-a-stickers'], /name one kind/],
  ['a network that was never trained', ['evaluate', 'study-depth-4'], /study-depth-4 has no weights here/],
  ['an unknown recipe', ['convert', 'x'], /Name one checkpoint/],
  ['an unknown network of the study', ['study', 'x'], /no “x” in the study/],
  ['pictures that fill no batch', ['study', 'base', '--pictures', '100'], /multiple of 64/],
  ['no network of the study', ['study'], /Name one network/],
];

const noPictures: Case[] = [
  ['nothing', ['predict', 'efficientnet-b0', at('empty.jpg')], /empty\.jpg: The file is empty\.$/],
  [
    'text',
    ['predict', 'efficientnet-b0', at('letter.png')],
    /letter\.png: This file holds text, not a picture/,
  ],
  ['PDF', ['predict', 'efficientnet-b0', at('paper.jpg')], /paper\.jpg: This is a PDF document/],
  ['HEIC', ['predict', 'efficientnet-b0', at('phone.heic')], /phone\.heic: This is a HEIC picture/],
  ['a folder', ['predict', 'efficientnet-b0', folder], /is a folder, not a picture/],
];

describe.each([
  ['an option or a word that is not used', unused],
  ['a file or a name that is not there', missing],
  ['a file that is no picture', noPictures],
])('%s:', (_, cases) => {
  test.each(cases)('%s', async (_what, args, sentence) => {
    const { status, said } = await run(...args);
    expect([status, said]).toEqual([2, expect.stringMatching(sentence)]);
    expect(said).not.toMatch(/\n\s+at |node:internal|vips|unsupported image/i);
  });
});
