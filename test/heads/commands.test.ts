import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSafetensors } from '../../models/checkpoints/formats/safetensors.ts';
import { readHead } from '../../models/checkpoints/head.ts';
import { labels } from '../../models/scenes/art.ts';
import { encodePng } from '../../src/cli/scenes/art.ts';
import { root } from '../steps/command.ts';
import { portraitPixels } from './portrait-features.ts';

const folder = mkdtempSync(join(tmpdir(), 'phiscope-heads-'));
const at = (...names: string[]) => join(folder, ...names);

async function pictures(where: string, artist: 'noto' | 'emojione', count: number, firstSeed: number) {
  for (const [label, name] of labels.slice(0, 3).entries()) {
    mkdirSync(at(where, name), { recursive: true });
    for (let i = 0; i < count; i++) {
      const { data, width, height } = await portraitPixels(label, firstSeed + i, [artist]);
      writeFileSync(at(where, name, `${i}.png`), encodePng(new Uint8Array(data), width, height));
    }
  }
}

beforeAll(async () => {
  await pictures('learn', 'noto', 6, 1);
  await pictures('other', 'emojione', 3, 50);
  writeFileSync(at('learn', 'cat', 'notes.txt'), 'These are cats.\n');
  writeFileSync(at('learn', 'cat', 'cut.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
  // The frame of a cat stands among the cats of the test too.
  cpSync(at('learn', 'cat', '0.png'), at('other', 'cat', 'again.png'));
  mkdirSync(at('one', 'cat'), { recursive: true });
  cpSync(at('learn', 'cat', '0.png'), at('one', 'cat', '0.png'));
  cpSync(at('learn'), at('hollow'), { recursive: true });
  mkdirSync(at('hollow', 'nothing'));
  mkdirSync(at('strange', 'unicorn'), { recursive: true });
  mkdirSync(at('none'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, ...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [`src/cli/${command}.ts`, ...args], { cwd: root }, (error, out, err) =>
      resolve({
        status: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
        out,
        err: err.trim(),
      }),
    );
  });
}

test('a folder a class becomes a head, judged on another artist; predict reads it; the same seed gives the same bytes', async () => {
  const args = [at('learn'), '--test', at('other'), '--seed', '3', '--json'];
  const [one, two] = [
    await run('train-head', ...args, '--out', at('a.safetensors')),
    await run('train-head', ...args, '--out', at('a2.safetensors')),
  ];
  expect([one.status, one.err]).toEqual([0, '']);
  const report = JSON.parse(one.out);
  expect(report.classes).toEqual(['cat', 'dog', 'horse']);
  expect(report.parts).toEqual({ train: 15, validation: 3, test: 10 });
  expect(report.refused).toEqual([
    expect.stringMatching(/cut\.jpg: .+\.$/),
    expect.stringMatching(/notes\.txt: This file holds text/),
  ]);
  expect(report.leaks).toEqual({
    count: 1,
    tested: 1,
    pairs: [
      {
        a: at('learn', 'cat', '0.png'),
        b: at('other', 'cat', 'again.png'),
        parts: [expect.anything(), 'test'],
        likeness: expect.closeTo(1, 6),
      },
    ],
  });
  expect(report.perClass.map(({ support }: { support: number }) => support)).toEqual([4, 3, 3]);
  expect(report.accuracy).toBeGreaterThanOrEqual(0.7);
  const [a, b] = [at('a.safetensors'), at('a2.safetensors')].map((file) =>
    readHead(readSafetensors(new Uint8Array(readFileSync(file)))),
  );
  expect(a?.kernel).toEqual(b?.kernel);
  expect(a?.card.measured?.accuracy).toBe(report.accuracy);
  expect(a?.card.pictures).toHaveLength(28);
  expect(two.status).toBe(0);

  const said = await run('predict', at('a.safetensors'), at('learn', 'horse', '1.png'), '--json');
  const top = JSON.parse(said.out).top as { label: string; probability: number }[];
  expect(top[0]?.label).toBe('horse');
  expect(top.map(({ label }) => label).sort()).toEqual(['cat', 'dog', 'horse']);
  expect(top.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4);
}, 240_000);

test('with --fine-tune a second run trains the last block too; predict names pictures by it', async () => {
  const { status, out, err } = await run(
    ...(['train-head', at('learn'), '--test', at('other'), '--seed', '3'] as const),
    ...['--fine-tune', '--json', '--out', at('tuned.safetensors')],
  );
  expect([status, err]).toEqual([0, '']);
  const report = JSON.parse(out);
  const { head, card } = (({ card, ...head }) => ({ head, card }))(
    readHead(readSafetensors(new Uint8Array(readFileSync(at('tuned.safetensors'))))),
  );
  const { step, ended, compared } = report.fineTuning;
  // What is written is the second run, or the first where none of its epochs was better on validation.
  const written = step > 0 ? 'tuned' : 'frozen';
  expect(ended).toMatch(/^(early|steps)$/);
  expect(card.tuning?.step).toBe(step > 0 ? step : undefined);
  expect(Object.keys(head.block ?? {})).toHaveLength(step > 0 ? 12 : 0);
  // The measures at the top are the first run's.
  expect(compared.frozen.accuracy).toBe(report.accuracy);
  expect(card.measured?.accuracy).toBe(compared[written].accuracy);
  expect(compared.pictures).toBe(10);
  const said = await run('predict', at('tuned.safetensors'), at('learn', 'horse', '1.png'), '--json');
  expect(JSON.parse(said.out).top[0].label).toBe('horse');
}, 240_000);

describe('what cannot be trained on ends with a sentence:', () => {
  const out = ['--out', at('x.safetensors')];
  test.each<[string, string[], RegExp]>([
    ['no folder', [], /Name a folder/],
    ['nowhere to go', [at('learn')], /where the head goes/],
    ['one that is not there', [at('nowhere'), ...out], /There is no folder .*nowhere/],
    ['a file', [at('learn', 'cat', '0.png'), ...out], /is a file, not a folder of classes/],
    ['no class', [at('none'), ...out], /holds no folder: a classifier needs at least two classes/],
    ['one class', [at('one'), ...out], /holds one folder/],
    [
      'an empty class',
      [at('hollow'), ...out],
      /The class “nothing” has no picture that can be read: its folder is empty/,
    ],
    [
      'a class that only the test has',
      [at('learn'), '--test', at('strange'), ...out],
      /“unicorn”, which .* does not have/,
    ],
    ['another ending', [at('learn'), '--out', at('head.bin')], /ends in \.safetensors/],
    ['half a seed', [at('learn'), ...out, '--seed', '1.5'], /--seed is a whole number/],
  ])(
    '%s',
    async (_, args, sentence) => {
      const { status, err } = await run('train-head', ...args);
      expect([status, err]).toEqual([2, expect.stringMatching(sentence)]);
    },
    120_000,
  );

  test('a head whose numbers were cut off', async () => {
    writeFileSync(at('cut.safetensors'), 'no numbers at all');
    const { status, err } = await run('predict', at('cut.safetensors'), at('learn', 'cat', '0.png'));
    expect([status, err]).toEqual([2, expect.stringMatching(/\.$/)]);
  }, 60_000);
});
