import { expect, test } from 'vitest';
import { catalogue, catalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { titleOf } from '../../../models/families/index.ts';
import { accuracyText, licenceText } from '../../words/en/picker.ts';
import { isCheckpointName } from './dropped.ts';
import {
  checkText,
  hostOf,
  isReadable,
  offeredNetworks,
  offersOf,
  openText,
  sizeText,
  storedText,
} from './offers.ts';
import { idOf, sourceOf } from './picked.ts';

const entry = (id: string) => {
  const found = catalogueEntry(id);
  if (found === undefined) throw new Error(`The catalogue has no ${id}.`);
  return found;
};

test('offers exactly the networks that can be read: all of B0 to B7, D0 to D3, and the neighbours that run here', () => {
  const neighbours = [
    'efficientnet-v2-b0',
    'efficientnet-v2-s',
    'mnasnet-a1',
    'mobilenet-v1',
    'mobilenet-v2',
    'mobilenet-v3-large',
    'resnet-18',
    'resnet-50',
  ];
  const sizes = (family: string, first: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${family}-${first}${i}`);
  expect(offeredNetworks('classification')).toEqual([
    ...sizes('efficientnet', 'b', 8),
    'efficientnet-lite0',
    ...neighbours,
  ]);
  expect(offeredNetworks('detection')).toEqual(sizes('efficientdet', 'd', 4));
  const left = catalogue.filter((each) => !isReadable(each)).map(({ network }) => network);
  expect(left).toEqual(['mnasnet-small']);
});

test('the preferred one stands first', () => {
  expect(offersOf('efficientnet-b4').map(({ id }) => id)).toEqual(['candle_efficientnet_b4']);
  expect(offersOf('efficientnet-b6')[0]?.id).toBe('google_efficientnet_b6');
  expect(offersOf('efficientdet-d0')[0]?.id).toBe('efficientdetjs_d0');
});

test('names, sizes, accuracies, licences, checks', () => {
  expect([
    titleOf('efficientnet-lite0').short,
    titleOf('efficientdet-d1').long,
    titleOf('efficientnet').long,
  ]).toEqual(['Lite0', 'EfficientDet-D1', 'EfficientNet']);
  expect(sizeText(entry('candle_efficientnet_b3'))).toBe('49.3\u202fMB');
  expect(sizeText(entry('tf_efficientnet_b1.aa_in1k'))).toBe('about 31.5\u202fMB');
  expect(accuracyText(entry('candle_efficientnet_b3'))).toMatch(
    /^82\.008.% top-1 \(at 300 pixels, torchvision/,
  );
  expect(accuracyText(entry('google_efficientnet_b6'))).toBe('not stated');
  expect(accuracyText(entry('automl_efficientdet_d1'))).toMatch(
    /^AP 40\.5 on COCO test-dev, 40\.2 on val2017/,
  );
  expect([licenceText(null), licenceText('apache-2.0')]).toEqual(['not stated', 'Apache 2.0']);
  expect(checkText(entry('tf_efficientnet_b7.aa_in1k'))).toBe('SHA-256, asked of the host first');
  expect(checkText(entry('automl_efficientdet_d1'))).toBe('SHA-256 and git blob SHA-1');
  expect(hostOf(entry('automl_efficientdet_d1'))).toBe('raw.githubusercontent.com');
});

test('what a button says: download, continue, run', () => {
  const b3 = entry('candle_efficientnet_b3');
  const stored = (bytes: number, whole: boolean) => ({ id: b3.id, bytes, whole });
  expect(openText(b3, undefined)).toBe('Download 49.3\u202fMB');
  expect(openText(b3, stored(20_000_000, false))).toBe('Continue: 29.3\u202fMB to go');
  expect(openText(b3, stored(49_339_438, true))).toBe('Run it: stored here');
  expect(storedText([])).toMatch(/^Nothing/);
  expect(storedText([], false)).toMatch(/begin with https/);
  expect(storedText([stored(20_000_000, false), stored(1_000_000, true)])).toBe(
    '2 checkpoints are stored in this browser, 21.0\u202fMB.',
  );
});

test('what was picked, for an address and for the engine', () => {
  const published = {
    kind: 'published',
    entry: entry('candle_efficientnet_b3'),
    names: titleOf('efficientnet-b3'),
    keep: false,
  } as const;
  expect([idOf(published), idOf({ kind: 'own', files: [] })]).toEqual(['candle_efficientnet_b3', 'own']);
  expect(sourceOf(published)).toEqual({ published: published.entry.id, keep: false });
  expect(sourceOf({ kind: 'shipped', id: 'efficientnet-b0' })).toEqual({ checkpoint: 'efficientnet-b0' });
  expect(sourceOf({ kind: 'shipped', id: 'd0', side: 384 })).toEqual({ checkpoint: 'd0', size: [384, 384] });
});

test('parts of checkpoints are told from pictures by name', () => {
  const names = ['model.safetensors', 'model.ckpt.index', 'x.data-00000-of-00002', 'model.json', 'b0.PTH'];
  const torch = [
    'last.ckpt',
    'pytorch_model.bin',
    'best.pth.tar',
    'weights.pt',
    'model.safetensors.index.json',
  ];
  const foreign = ['net.h5', 'net.keras', 'net.tflite', 'net.onnx', 'saved_model.pb', 'weights.npz'];
  const all = [...names, ...torch, ...foreign];
  expect(all.filter(isCheckpointName)).toEqual(all);
  expect(
    ['cat.jpg', 'index.html', 'data.png', 'cats.tar', 'bin', 'a.h5.png'].filter(isCheckpointName),
  ).toEqual([]);
});
