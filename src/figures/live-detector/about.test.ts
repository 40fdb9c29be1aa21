import { describe, expect, test } from 'vitest';
import { catalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { ruleOf } from '../../../models/checkpoints/rules/rule.ts';
import { titleOf } from '../../../models/families/index.ts';
import type { CheckpointDescription } from '../../engine/client/engine.ts';
import type { Choice } from '../../parts/picker/own-detectors.ts';
import {
  runText,
  shippedDetector,
  sizeOptions,
  wantedDetectors,
} from '../../parts/picker/shipped-detector.ts';
import { honestLine, ownLine, publishedLine } from './about.ts';

const choice: Choice = {
  id: 'efficientdet-x-stickers',
  title: 'X on stickers',
  licence: 'Apache-2.0; and more',
  side: 128,
  bytes: 98_142,
  baseBytes: 10_000_000,
  base: 'EfficientNet-B0',
  labels: ['cat', 'dog', 'bus'],
  anchorScale: 4,
  test: [
    { scenes: 1000, size: 128, ap: 0.12345, interval: [0.1187, 0.1296] },
    { scenes: 1000, size: 256, ap: 0.34567, interval: [0.33, 0.36] },
  ],
  unseenArtist: [{ scenes: 1000, size: 128, ap: 0.0804, interval: [0.07, 0.09] }],
  training: {
    scenes: {
      presented: 32_000,
      distinct: 8000,
      bySize: [
        { size: 128, distinct: 5000 },
        { size: 256, distinct: 8000 },
      ],
    },
    minutes: 17.1,
  },
};

describe('what the figure says of a detector', () => {
  test('all that its card measured, with the interval and the unseen artist', () => {
    expect(honestLine(choice, 128)).toBe(
      'It knows 3 kinds of painted stickers and nothing else: cat, dog, and bus. This project trained it in 17 minutes, with EfficientNet-B0 frozen below it: 32,000 painted scenes of 128 and 256 pixels were presented, drawn from 8,000 different ones. Its average precision on 1,000 hard scenes kept out of training, at 128 pixels: 0.123 (95\u202f% interval over these scenes 0.119 to 0.130; another training is not in it), and 0.080 on stickers by an artist it never saw. Of photographs it knows nothing: what it says about one shows what it has not learned.',
    );
  });

  test('what was not measured is not claimed', () => {
    const bare = { ...choice, test: [], unseenArtist: [], training: null };
    for (const line of [honestLine(bare, 128), honestLine({ ...choice, base: null }, 384)]) {
      expect(line).toMatch(/At \d+ pixels its average precision was not measured/);
      expect(line).not.toMatch(/\d\.\d/);
    }
  });

  test('what was measured on pictures of one size is said of that size alone', () => {
    expect(honestLine(choice, 256)).toMatch(
      /at 256 pixels: 0\.346 \(95\u202f% interval over these scenes 0\.330 to 0\.360; another training is not in it\)\. Of/,
    );
    expect(sizeOptions(choice).map(({ label }) => label)).toEqual([
      '128 px, its own: AP 0.123',
      '256 px: AP 0.346',
      ...[384, 512, 640, 768, 896, 1024].map((side) => `${side} px: AP not measured`),
    ]);
  });
});

test('in the list of networks ours stand together, with what was measured', () => {
  expect(shippedDetector(choice)).toMatchObject({
    group: 'trained here',
    licence: 'Apache-2.0',
    accuracy: 'AP 0.123 on 1000 painted scenes at 128 pixels, measured by this project',
    note: 'Stands on EfficientNet-B0, 10.0\u202fMB, which is fetched once for all of them.',
  });
  expect(shippedDetector({ ...choice, test: [] }).accuracy).toBe('not measured at its size');
});

test('a published detector: its source’s numbers, its licence, and that nothing of it was measured here', () => {
  const d1 = publishedLine(catalogueEntry('automl_efficientdet_d1')!, ['person', 'bicycle']);
  expect(d1).toMatch(/trained, 2 kinds of things, on photographs of COCO, and on no sticker/);
  expect(d1).toMatch(
    /AP 40\.5 on COCO test-dev, 40\.2 on val2017 .*Licence: Apache 2\.0\. None of this was measured/,
  );
  const frozen = publishedLine(catalogueEntry('efficientdetjs_d0')!, []);
  expect(frozen).toMatch(/states no average precision.*Licence: not stated/);
  expect(frozen).not.toMatch(/ 0 kinds/);
});

test('of a reader’s file only what names and shapes tell', () => {
  const own: CheckpointDescription = {
    id: 'own',
    title: 'mine.safetensors',
    task: 'detection',
    bytes: 1,
    sha256: null,
    licence: null,
    network: 'efficientdet',
    names: titleOf('efficientdet'),
    classes: 5,
    labels: null,
    input: { height: 512, width: 512, mean: [0, 0, 0], std: [1, 1, 1], interpolation: 'bilinear' },
  };
  expect(ownLine(own)).toMatch(
    /an EfficientDet of a size that was never released for 5 classes.*does not say/,
  );
  const coco = ownLine({ ...own, names: titleOf('efficientdet-d0'), classes: 90, labels: 'coco' });
  expect(coco).toMatch(/an EfficientDet-D0 for 90 classes.*called as theirs are/);
  const rule = ruleOf({
    naming: 'effdet',
    task: 'detection',
    network: 'efficientdet-d0',
    variant: 'standard',
    side: 512,
    names: [],
    redundantBias: true,
  });
  expect(ownLine({ ...own, own: { naming: 'effdet', rule, usual: rule } })).toMatch(
    /named as in effdet.*TensorFlow’s padding, ε 0\.001\. Pictures are fitted whole, minus ImageNet’s mean/,
  );
});

test('the button says what runs and what it costs; the backbone is counted once', () => {
  const [wanted] = wantedDetectors([choice]);
  expect(runText(wanted!, [choice], null)).toBe('Run it here: download 10.1\u202fMB');
  expect(runText(wanted!, [choice], { kind: 'shipped', id: 'another' })).toBe(
    'Run X on stickers here: download 98.1\u202fkB',
  );
  const entry = catalogueEntry('automl_efficientdet_d1')!;
  const d1 = {
    picked: { kind: 'published', entry, names: titleOf(entry.network), keep: true },
    name: '',
    short: 'D1',
    cost: 'download 1 MB',
  } as const;
  expect(runText(d1, [choice], null)).toBe('Run D1 here: download 1 MB');
});
