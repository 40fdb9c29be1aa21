import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCheckpoint } from '../../models/checkpoints/formats/open.ts';
import { holds } from '../../src/cli/parity/deviation.ts';
import {
  compareUpstream,
  propertiesOf,
  type UpstreamGolden,
  upstreamInput,
  upstreamTaps,
} from '../../src/cli/parity/upstream.ts';
import { openUpstream } from '../../src/engine/sources/upstream.ts';
import { fixture } from './checkpoint-hosts.ts';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

const twin = 'tf-checkpoint-tiny';
const bundle = (folder: string, shards: number) => [
  `${twin}/${folder}/model.index`,
  ...Array.from({ length: shards }, (_, i) => `${twin}/${folder}/model.data-0000${i}-of-0000${shards}`),
];
const golden = (name: string): UpstreamGolden => JSON.parse(fixture(`${name}.json`).toString());

/** Files as the page gets them: name and base64. */
const carried = (names: readonly string[]) =>
  names.map((name) => ({ name, text: fixture(name).toString('base64') }));

/** Opens files in the page as a reader's own and reads back the maps that a golden holds; what is out of bounds. */
async function runInPage(
  page: Page,
  backend: 'webgpu' | 'wasm',
  name: string,
  files: readonly string[],
): Promise<{ failures: unknown[]; checks: number; ran: string }> {
  const reference = golden(name);
  const [height, width] = reference.input.shape;
  const as = { size: [height, width] as const, ...propertiesOf(reference) };
  const tensors = openCheckpoint(files.map((file) => ({ name: file, bytes: new Uint8Array(fixture(file)) })));
  const { graph } = openUpstream(tensors, as);
  const found = await page.evaluate(
    async ({ parts, options, input, taps }) => {
      const { engine } = globalThis as unknown as { engine: ReturnType<typeof globalThis.createEngine> };
      const decode = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const own = parts.map((part) => ({ name: part.name, data: new Blob([decode(part.text)]) }));
      const net = await engine.load({ files: own, as: options });
      const normalized = new Float32Array(decode(input).buffer);
      const run = await net.run({ normalized }, { taps, outputs: [] });
      const maps: Record<string, { data: number[] }> = {};
      for (const [tap, { data }] of Object.entries(run.taps)) maps[tap] = { data: [...data] };
      await net.dispose();
      return { maps, ran: run.runtime.device };
    },
    {
      parts: carried(files),
      options: as,
      input: Buffer.from(upstreamInput(graph).buffer).toString('base64'),
      taps: upstreamTaps(reference, graph),
    },
  );
  const checks = compareUpstream(reference, graph, found.maps, backend === 'webgpu' ? 1e-3 : 1e-4);
  return { failures: checks.filter((check) => !holds(check)), checks: checks.length, ran: found.ran };
}

const networks: [string, string, string[]][] = [
  ...[
    'timm-efficientnet-w010-d03',
    'timm-efficientnet-w025-d03',
    'torchvision-efficientnet-w010-d03',
    'transformers-efficientnet-w010-d03',
    'effdet-tiny',
  ].map((name): [string, string, string[]] => [name, name, [`${name}.safetensors`]]),
  // By the rule of the file alone: these goldens say nothing of padding and ε.
  ...(
    [
      ['timm-own-efficientnet-w010-d03', 'safetensors'],
      ['lukemelas-efficientnet-w010-d03', 'pth'],
      ['effdet-own-tiny', 'pth'],
      ['effdet-level-first-tiny', 'safetensors'],
      ['zylo117-tiny', 'pth'],
    ] as const
  ).map(([name, ending]): [string, string, string[]] => [name, name, [`${name}.${ending}`]]),
  ['a file of PyTorch', 'timm-efficientnet-w010-d03', ['torch/timm-efficientnet-w010-d03.pth']],
  ['a file of Lightning', 'timm-efficientnet-w010-d03', ['torch/lightning.ckpt']],
  ['the TensorFlow twin', 'effdet-tiny', bundle('one-shard', 1)],
  ['the TensorFlow twin in two data files', 'effdet-tiny', bundle('two-shards', 2)],
];

/** One page and one engine for all: shaders that several networks share are compiled once. */
test.each(['webgpu', 'wasm'] as const)(
  'files in the page, on %s: each network gives what its library computes',
  async (backend) => {
    await harness.withPage({ webgpu: backend === 'webgpu' }, async ({ page, complaints }) => {
      await page.evaluate((force) => {
        Object.assign(globalThis, { engine: globalThis.createEngine({ device: force }) });
      }, backend);
      for (const [title, name, files] of networks) {
        const { failures, checks, ran } = await runInPage(page, backend, name, files);
        expect(ran).toBe(backend);
        expect(checks, title).toBeGreaterThan(8);
        expect(failures, title).toEqual([]);
      }
      expect(complaints).toEqual([]);
    });
  },
  240_000,
);

test('of a training’s copies the average is read, and the page is told of the others', async () => {
  const read = await harness.withPage({}, async ({ page }) =>
    page.evaluate(
      async ([part]) => {
        const engine = globalThis.createEngine({ device: 'wasm' });
        const bytes = Uint8Array.from(atob(part?.text ?? ''), (character) => character.charCodeAt(0));
        const files = [{ name: 'last.ckpt', data: new Blob([bytes]) }];
        const found: { copies: unknown; first: number | undefined }[] = [];
        for (const as of [{}, { variant: 'state_dict' }]) {
          const net = await engine.load({ files, as });
          const { 'stage1/conv/kernel': kernel } = await net.parameters(['stage1/conv/kernel']);
          found.push({ copies: net.checkpoint?.copies, first: kernel?.[0] });
          await net.dispose();
        }
        return found;
      },
      carried(['torch/timm-training-with-ema.ckpt']),
    ),
  );
  const variants = [
    { id: 'state_dict', prefix: 'state_dict.', average: false },
    { id: 'state_dict_ema', prefix: 'state_dict_ema.', average: true },
  ];
  expect(read.map(({ copies }) => copies)).toEqual([
    { variant: variants[1], variants, others: 2 },
    { variant: variants[0], variants, others: 2 },
  ]);
  // Both share the batch norm behind this kernel, into which it is folded.
  expect(read[1]!.first! / read[0]!.first!).toBeCloseTo(1.25, 2);
});

describe('files that are not what they should be', () => {
  /** Each of the files in turn, on one page with one engine, which a file that was refused leaves as it was. */
  const refusals = (...brought: readonly (readonly { name: string; text: string }[])[]): Promise<string[]> =>
    harness.withPage({}, async ({ page }) =>
      page.evaluate(async (each) => {
        const decode = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
        const engine = globalThis.createEngine({ device: 'wasm' });
        const said: string[] = [];
        for (const parts of each) {
          const own = parts.map((part) => ({ name: part.name, data: new Blob([decode(part.text)]) }));
          said.push(
            await engine.load({ files: own }).then(
              (net) => `loaded ${net.graph.name}`,
              (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
            ),
          );
        }
        return said;
      }, brought),
    );

  test('each is refused for its own reason', async () => {
    const readme = readFileSync(new URL('../fixtures/checkpoints/README.md', import.meta.url));
    const cases: readonly (readonly [files: readonly { name: string; text: string }[], says: RegExp])[] = [
      // The damaged twins.
      [carried([`${twin}/wrong-block-crc/model.index`]), /^checkpoint: .*checksum/],
      [
        carried([`${twin}/wrong-tensor-crc/model.index`, `${twin}/one-shard/model.data-00000-of-00001`]),
        /^checkpoint: .*class-predict\/bias.*checksum/,
      ],
      // An index without its data says what is missing.
      [carried([`${twin}/one-shard/model.index`]), /^checkpoint: .*data/],
      // Another network, and a file that is no checkpoint: what was expected and what was found.
      [carried(['timm-mixnet-names.safetensors']), /^checkpoint: .*Open a checkpoint/],
      [
        [{ name: 'notes.txt', text: readme.toString('base64') }],
        /^checkpoint: “notes\.txt” is a text\. .* Read are \.safetensors, PyTorch’s \.pth, .* a TensorFlow \.index/,
      ],
      // Files of formats that are not read are named.
      [carried(['foreign/keras.h5']), /^checkpoint: “keras\.h5” is a Keras file \(HDF5\)/],
      [carried(['foreign/torch.onnx']), /^checkpoint: “torch\.onnx” is an ONNX network/],
      // A file that asks Python for more than data is refused.
      [carried(['torch/planted-os-system.pth']), /^checkpoint: .*“posix\.system”.*nothing was run/],
    ];
    const said = await refusals(...cases.map(([files]) => files));
    for (const [index, [, says]] of cases.entries()) expect(said[index]).toMatch(says);
  });

  test('of a whole folder, only the parts of the checkpoint are read', async () => {
    const other = Buffer.from('not weights').toString('base64');
    const parts = carried(bundle('two-shards', 2)).map(({ name, text }) => ({
      name: `efficientdet/${name}`,
      text,
    }));
    const folder = [
      ...parts,
      { name: 'efficientdet/checkpoint', text: other },
      { name: 'efficientdet/a.pb', text: other },
    ];
    expect((await refusals(folder))[0]).toMatch(/^loaded efficientdet/);
  });
});
