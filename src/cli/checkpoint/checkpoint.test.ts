import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardsByFolder } from '../../../models/checkpoints/card.ts';
import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { namedTensors } from '../../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint as openFiles } from '../../../models/checkpoints/formats/open.ts';
import { writeSafetensors } from '../../../models/checkpoints/formats/safetensors.ts';
import type { KnownFile } from '../../../models/checkpoints/known-file.ts';
import { namingById } from '../../../models/checkpoints/naming/namings.ts';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { released } from '../../../models/families/efficientnet/sizes.ts';
import { spoken, thrownAsSpoken } from '../../../test/spoken.ts';
import { openCheckpoint } from '../../engine/sources/open.ts';
import { openCatalogued } from '../../engine/sources/upstream.ts';
import { getCheckpoint } from './get.ts';
import { inspect } from './inspect.ts';
import { verify } from './verify.ts';

/** EfficientNet-B0 as torchvision writes it, with values that are not trained: 21 MB. */
function torchvisionB0(): Uint8Array {
  const sourceOf = namingById('torchvision').sources(
    efficientNet(released.B0),
    namedTensors('safetensors', []),
  );
  const tensors = efficientNet(released.B0).parameters.map((parameter) => {
    const { name, shape } = sourceOf(parameter)!.needs[0]!;
    const length = shape.reduce((product, side) => product * side, 1);
    const values = Float32Array.from({ length }, (_, i) => 0.2 + ((i * 5) % 7) / 16);
    return { name, dtype: 'float32' as const, shape, data: new Uint8Array(values.buffer) };
  });
  return writeSafetensors(tensors);
}

const revision = '0123456789abcdef0123456789abcdef01234567';
const host = 'weights.example';
const bytes = torchvisionB0();
const sha256 = createHash('sha256').update(bytes).digest('hex');
const gitBlobSha1 = createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');

const entry = (file: Partial<KnownFile>): CatalogueEntry => ({
  id: 'test_b0',
  title: 'A test',
  network: 'efficientnet-b0',
  task: 'classification',
  format: 'safetensors',
  naming: 'torchvision',
  properties: { padding: 'symmetric', batchNormEpsilon: 1e-5 },
  classes: 1000,
  labels: 'imagenet',
  input: {
    height: 224,
    width: 224,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    interpolation: 'bicubic',
  },
  files: [{ url: `https://${host}/resolve/${revision}/good.safetensors`, bytes: bytes.byteLength, ...file }],
  revision,
  licence: null,
  accuracy: { top1: 77.7, top5: 93.5, at: 224, measuredBy: 'nobody' },
  source: `https://${host}/`,
});

let server: Server;
let mirror: string;
const asked: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'phiscope-get-'));

beforeAll(async () => {
  const wrong = bytes.slice();
  wrong[5_000_000]! ^= 1;
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${bytes.byteLength}\n`;
  const answers: Record<string, Uint8Array | string> = {
    [`/resolve/${revision}/good.safetensors`]: bytes,
    [`/resolve/${revision}/wrong.safetensors`]: wrong,
    [`/resolve/${revision}/short.safetensors`]: bytes.subarray(0, 1_000_000),
    [`/resolve/${revision}/long.safetensors`]: new Uint8Array(bytes.byteLength + 9),
    [`/raw/${revision}/good.safetensors`]: pointer,
    [`/raw/${revision}/wrong.safetensors`]: pointer,
  };
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const body = answers[(request.url ?? '').replace(`/${host}`, '')];
    // A connection that is kept lasts 5 s, and converting a file may block this process for longer: the next request would find it closed.
    response.writeHead(body === undefined ? 404 : 200, { Connection: 'close' }).end(body);
  });
  // A connection that is kept must outlast a slow test between two requests, or the second is reset.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => ({ url: `https://${host}/resolve/${revision}/${name}.safetensors` });

describe('get', () => {
  test.each([
    ['a SHA-256', { sha256 }],
    ['a git blob’s SHA-1', { gitBlobSha1 }],
  ])('checks by %s and writes weights and a card that the site finds', async (_, hash) => {
    const card = await getCheckpoint(entry(hash), folder, 'float32', { mirror });
    const written = JSON.parse(readFileSync(join(folder, 'test_b0/card.json'), 'utf8'));
    const found = cardsByFolder({ 'x/test_b0/card.json': written }).get('test_b0')!;
    expect(found).toEqual(card);
    expect(found).toMatchObject({ licence: 'not stated', accuracy: { top1: 77.7, source: 'nobody' } });
    const own = openCheckpoint(
      found,
      new Uint8Array(readFileSync(join(folder, 'test_b0', found.weights.file))),
    );
    const direct = openCatalogued(entry(hash), openFiles([{ name: 'a.safetensors', bytes }]));
    expect(own.weights).toEqual(direct.weights);
    expect(own.graph).toEqual(direct.graph);
    expect(own.graph.ops.find(({ name }) => name === 'stage1/conv')).toMatchObject({
      padding: { top: 1, bottom: 1 },
    });
  });

  test('asks for the pointer file first where no hash is known, and only then for the weights', async () => {
    asked.length = 0;
    const { bytes: _, ...file } = { ...entry({}).files[0]!, bytesAbout: bytes.byteLength };
    await getCheckpoint({ ...entry({}), files: [file] }, folder, 'float16', { mirror });
    expect(asked).toEqual([
      `/${host}/raw/${revision}/good.safetensors`,
      `/${host}/resolve/${revision}/good.safetensors`,
    ]);
  });

  const faults: [string, Partial<KnownFile>, RegExp][] = [
    ['a wrong byte', { ...at('wrong'), sha256 }, /not the published file: its SHA-256 is \w+ instead of/],
    ['a wrong byte, by the blob’s hash', { ...at('wrong'), gitBlobSha1 }, /git blob SHA-1 is/],
    ['a wrong byte, by the pointer’s hash', at('wrong'), /not the published file/],
    ['a file cut short', { ...at('short'), sha256 }, /has 1,000,000 bytes instead of/],
    ['a file too long', { ...at('long'), sha256 }, /is longer than the/],
    ['a missing file', { ...at('missing'), sha256 }, /answered 404 Not Found/],
    ['a missing pointer file', at('missing'), /raw.*answered 404/],
  ];
  test.each(faults)('%s is a sentence, and nothing is written', async (_, file, sentence) => {
    const other = { ...entry(file), id: 'never' };
    await expect(getCheckpoint(other, folder, 'float32', { mirror })).rejects.toThrow(sentence);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  test('no server at all', async () => {
    const attempt = getCheckpoint(entry({ sha256 }), folder, 'float32', { mirror: 'http://127.0.0.1:1/' });
    await expect(attempt).rejects.toThrow(/could not be reached.*Check the connection/);
  });

  test('another network than the catalogue says', async () => {
    const other = { ...entry({ sha256 }), id: 'never', network: 'efficientnet-b1' };
    await expect(getCheckpoint(other, folder, 'float32', { mirror }).catch(thrownAsSpoken)).rejects.toThrow(
      'holds efficientnet-b0 with 1000 classes, named as in torchvision. The catalogue lists it as efficientnet-b1',
    );
  });
});

describe('verify', () => {
  test('a file of any name, a folder, and what is not it', async () => {
    const place = join(folder, 'mine');
    mkdirSync(place);
    writeFileSync(join(place, 'good.safetensors'), bytes);
    expect(await verify(join(place, 'good.safetensors'), entry({ sha256 }), undefined)).toMatch(
      /was published/,
    );
    expect(await verify(place, entry({ gitBlobSha1 }), undefined)).toMatch(/was published/);
    writeFileSync(join(place, 'good.safetensors'), bytes.subarray(8));
    await expect(verify(place, entry({ sha256 }), undefined)).rejects.toThrow(/bytes instead of/);
    await expect(verify(join(folder, 'none'), entry({ sha256 }), undefined)).rejects.toThrow('no file');
    const two = { ...entry({ sha256 }), files: [...entry({ sha256 }).files, { ...at('second'), sha256 }] };
    await expect(verify(place, two, undefined)).rejects.toThrow('lacks second.safetensors');
  });
});

describe('inspect', () => {
  const fixture = (name: string) =>
    new URL(`../../../test/fixtures/checkpoints/${name}`, import.meta.url).pathname;

  test('a file, an index with its data, and a folder that holds one', () => {
    const file = inspect(fixture('timm-efficientnet-w010-d03.safetensors')).inspection;
    expect(file).toMatchObject({ format: 'safetensors', network: 'efficientnet', naming: 'timm' });
    expect(file.tensors[0]).toEqual({
      name: 'blocks.0.0.bn1.num_batches_tracked',
      dtype: 'int64',
      shape: [],
      offset: 0,
      bytes: 8,
    });
    for (const path of ['one-shard/model.index', 'one-shard/model.data-00000-of-00001', 'two-shards']) {
      const bundle = inspect(fixture(`tf-checkpoint-tiny/${path}`)).inspection;
      expect(bundle).toMatchObject({ format: 'tensor-bundle', network: 'efficientdet', naming: 'automl' });
      expect(bundle.tensors).toHaveLength(873);
    }
  });

  test('a network that is not known is listed, with the reason', () => {
    const { inspection, problem } = inspect(fixture('timm-mixnet-names.safetensors'));
    expect(inspection.tensors).toHaveLength(19);
    expect('network' in inspection).toBe(false);
    expect(problem).toContain('a MixNet, its tensors named as in timm');
  });

  test('the shipped weights', () => {
    const path = new URL('../../../models/checkpoints/efficientnet-b0/weights.safetensors', import.meta.url)
      .pathname;
    expect(inspect(path).inspection.network).toBe('efficientnet-b0');
  });

  test('a damaged index, and nothing', () => {
    expect(spoken(() => inspect(fixture('tf-checkpoint-tiny/wrong-block-crc')))).toThrow('checksum');
    expect(() => inspect(fixture('nothing'))).toThrow('no file');
    expect(spoken(() => inspect(fixture('.')))).toThrow(/several checkpoints/);
  });
});
