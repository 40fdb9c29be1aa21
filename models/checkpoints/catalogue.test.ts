import { describe, expect, test } from 'vitest';
import { spoken } from '../../test/spoken.ts';
import { findReleasedDetector } from '../families/efficientdet/sizes.ts';
import { findReleased } from '../families/efficientnet/sizes.ts';
import { findNetwork } from '../families/index.ts';
import { catalogue, catalogueEntry, catalogueHosts, entriesOf, sizeOfEntry } from './catalogue.ts';
import { fileName, gitBlobHeader, integrityOf } from './known-file.ts';
import { labelLists } from './labels.ts';
import { namings } from './naming/namings.ts';
import { parsePointer } from './pointer-file.ts';

describe('every entry', () => {
  test('has an id of its own that can name a folder', () => {
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    for (const { id } of catalogue) expect(id).toMatch(/^[\w.-]+$/);
  });

  test.each(catalogue)('$id can be checked, and is pinned or hashed', (entry) => {
    for (const file of entry.files) {
      expect(file.url).toMatch(/^https:\/\/[\w.]+\/[\w./%-]+$/);
      const integrity = integrityOf(file);
      if (integrity.kind === 'sha256') expect(integrity.value).toMatch(/^[0-9a-f]{64}$/);
      else if (integrity.kind === 'git-blob-sha1') {
        expect(integrity.value).toMatch(/^[0-9a-f]{40}$/);
        expect(file.bytes, 'a blob’s hash covers its size').toBeGreaterThan(0);
      } else {
        expect(entry.revision).toMatch(/^[0-9a-f]{40}$/);
        expect(integrity.url).toContain(`/raw/${entry.revision}/`);
        expect(entry.note).toContain('pointer file');
      }
      expect(file.bytes ?? file.bytesAbout, 'its size is told').toBeDefined();
    }
    if (entry.revision) for (const { url } of entry.files) expect(url).toContain(entry.revision);
    expect(labelLists[entry.labels]).toHaveLength(entry.classes);
    expect(namings.some(({ id }) => id === entry.naming)).toBe(true);
    expect(entry.source).not.toBe('');
  });

  test('is as large as the weights of its network, a bundle twice that: raw and averaged', () => {
    const isAsLarge = (bytes: number, format: string, weights: number): boolean => {
      const copies = format === 'tensor-bundle' ? 2 : 1;
      return bytes > 0.97 * copies * weights && bytes < 1.06 * copies * weights + 4096;
    };
    const found = catalogue.flatMap((entry) => {
      const graph = findNetwork(entry.network)?.member.network({ classes: entry.classes });
      if (graph === undefined) return [];
      const elements = ({ shape }: { readonly shape: readonly number[] }) => shape.reduce((a, b) => a * b, 1);
      const weights = 4 * graph.parameters.reduce((sum, parameter) => sum + elements(parameter), 0);
      return [{ entry, weights, bytes: sizeOfEntry(entry).bytes }];
    });
    expect(found.length).toBeGreaterThan(30);
    expect(
      found
        .filter(({ entry, weights, bytes }) => !isAsLarge(bytes, entry.format, weights))
        .map(({ entry, weights, bytes }) => `${entry.id}: ${bytes} bytes for ${weights} of weights`),
    ).toEqual([]);
    // The size of a neighbour in the list would be found, and one digit too few.
    const [{ weights, entry } = expect.fail('nothing was found')] = found;
    for (const wrong of [31_471_872, 2_135_534]) expect(isAsLarge(wrong, entry.format, weights)).toBe(false);
  });

  test('says of a network that is released what that network is', () => {
    for (const { network, input, naming } of catalogue) {
      if (!/^efficient(net-(b|lite)|det-)/.test(network)) continue;
      const released = findReleased(network) ?? findReleasedDetector(network);
      expect(released, network).toBeDefined();
      // torchvision's B2 was measured at 288 pixels, not at the released 260.
      if (naming !== 'torchvision') expect(input.height, network).toBe(released!.resolution);
    }
  });
});

describe('what there is', () => {
  test.each(['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'])(
    'EfficientNet-%s, one of them to offer first',
    (size) => {
      const [first, ...rest] = entriesOf(`efficientnet-${size}`);
      expect(first?.preferred).toBe(true);
      expect(rest.some(({ preferred }) => preferred)).toBe(false);
      expect(catalogueEntry(`candle_efficientnet_${size}`)?.files[0]?.sha256).toBeDefined();
    },
  );

  test('EfficientDet-D0 to D3, D0 in two forms', () => {
    expect(entriesOf('efficientdet-d0').map(({ format }) => format)).toEqual([
      'tfjs-graph-model',
      'tensor-bundle',
    ]);
    for (const size of ['d1', 'd2', 'd3']) expect(entriesOf(`efficientdet-${size}`)).toHaveLength(1);
    expect(sizeOfEntry(catalogueEntry('efficientdetjs_d0')!)).toEqual({
      bytes: 15_810_220 + 328_418,
      exact: true,
    });
    expect(catalogueEntry('efficientdetjs_d0')!.files.map(fileName)).toEqual([
      'model.json',
      'group1-shard1of4.bin',
      'group1-shard2of4.bin',
      'group1-shard3of4.bin',
      'group1-shard4of4.bin',
    ]);
    expect(catalogueEntry('automl_efficientdet_d3')!.files.map(fileName)).toEqual([
      'model.index',
      'model.data-00000-of-00001',
    ]);
  });

  test('torchvision’s B5 to B7 have another ε than its smaller ones', () => {
    const epsilon = (size: string) =>
      catalogueEntry(`candle_efficientnet_${size}`)?.properties?.batchNormEpsilon;
    expect(['b4', 'b5', 'b7'].map(epsilon)).toEqual([1e-5, 1e-3, 1e-3]);
  });

  test('the hosts are those of the files, and where a download is sent on to', () => {
    expect(catalogueHosts()).toEqual([
      '*.hf.co',
      '*.huggingface.co',
      'huggingface.co',
      'raw.githubusercontent.com',
    ]);
  });
});

describe('pointer files', () => {
  const oid = 'bc97e48e1360ee9d9c9d8a39ad2fb9b85ad150eb89d6fc69cd0f08301b5e0b3e';
  const pointer = (lines: string[]) => `${lines.join('\n')}\n`;
  const version = 'version https://git-lfs.github.com/spec/v1';

  test('give hash and size', () => {
    const text = pointer([version, `oid sha256:${oid}`, 'size 21355344']);
    expect(parsePointer(text)).toEqual({ sha256: oid, bytes: 21_355_344 });
  });

  test.each([
    ['an error page', '<html><body>404</body></html>'],
    ['nothing', ''],
    ['no hash', pointer([version, 'size 21355344'])],
    ['a short hash', pointer([version, 'oid sha256:abc', 'size 21355344'])],
    ['a negative size', pointer([version, `oid sha256:${oid}`, 'size -1'])],
    ['an endless size', pointer([version, `oid sha256:${oid}`, `size ${'9'.repeat(400)}`])],
    ['another format', pointer([`oid sha256:${oid}`, 'size 21355344'])],
  ])('%s is refused', (_, text) => {
    expect(spoken(() => parsePointer(text))).toThrow(/pointer file does not hold/);
  });
});

test('a git blob’s header', () => {
  expect(new TextDecoder().decode(gitBlobHeader(12))).toBe('blob 12\0');
});
