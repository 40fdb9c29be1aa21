import { expect, test } from 'vitest';
import { choicesOf } from './own-detectors.ts';

test('detectors come from cards alone, the best first; a classifier or a foreign detector is none', () => {
  const row = {
    partition: 'test',
    artist: null,
    size: 128,
    scenes: 10,
    firstSeed: 0,
    interval: [0, 1] as const,
  };
  const rest = { ap50: 0, ap75: 0, small: 0, medium: 0, large: 0 };
  const card = (id: string, ap: number, more: object = {}) => ({
    id,
    title: id,
    task: 'detection' as const,
    network: id,
    classes: 2,
    labels: ['a', 'b'],
    input: { height: 128, width: 128, mean: [0, 0, 0], std: [1, 1, 1], interpolation: 'bilinear' as const },
    weights: { file: 'w.safetensors', dtype: 'float16' as const, bytes: 10, sha256: '' },
    standsOn: 'base',
    upstream: { title: '', url: '', version: '', origin: '' },
    licence: 'x',
    accuracy: null,
    training: {
      recipe: {},
      scenes: { 256: { firstSeed: 0, count: 20 }, 128: { firstSeed: 0, count: 5 } },
      steps: 1,
      scenesSeen: 2,
      minutes: 3,
      machine: '',
    },
    measured: [
      { ...row, ...rest, size: 256, ap: 0.9 },
      { ...row, ...rest, ap },
      { ...row, ...rest, artist: 'x', ap: ap / 2 },
    ],
    ...more,
  });
  const cards = [
    card('worse', 0.1),
    card('better', 0.3),
    card('base', 0.5, { task: 'classification', title: 'Base, on something' }),
    card('foreign', 0.9, { training: undefined }),
  ];
  const found = choicesOf(new Map(cards.map((each) => [each.id, each as never])));
  expect(
    found.map(({ id, base, baseBytes, test: own, unseenArtist, training }) => [
      id,
      base,
      baseBytes,
      own.map(({ size, ap }) => [size, ap]),
      unseenArtist.map(({ ap }) => ap),
      training?.scenes.bySize.map(({ size }) => size),
    ]),
  ).toEqual([
    [
      'better',
      'Base',
      10,
      [
        [256, 0.9],
        [128, 0.3],
      ],
      [0.15],
      [128, 256],
    ],
    [
      'worse',
      'Base',
      10,
      [
        [256, 0.9],
        [128, 0.1],
      ],
      [0.05],
      [128, 256],
    ],
  ]);
});
