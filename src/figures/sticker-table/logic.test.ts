import { describe, expect, test } from 'vitest';
import { anchorBoxes, anchorLevels, anchorsPerCell } from '../../../models/blocks/anchors.ts';
import type { Card } from '../../../models/checkpoints/card.ts';
import { labels } from '../../../models/scenes/art.ts';
import { readShipped, shippedNames } from '../../cli/shipped.ts';
import { firstStickers } from '../../parts/stickers/stickers.ts';
import { detectorCost } from './detector-cost.ts';
import { tableDetectors, usualDetector } from './detectors.ts';
import { type FoundBox, foundInWords, originInWords, pairUp } from './found.ts';
import {
  anchorSpans,
  grown,
  growSizes,
  type LevelLogits,
  levelScores,
  reigns,
  sweepInWords,
} from './grow.ts';
import { chartOf, stepNear, sweepTable } from './grow-chart.ts';
import { foundAtBuild, poster, ranAtBuild } from './poster.ts';

const found = (label: number, box: FoundBox['box'], score = 0.8): FoundBox => ({
  label,
  name: labels[label] ?? '',
  score,
  box,
  level: 4,
  cell: [3, 2],
  anchorBox: [0.1, 0.1, 0.35, 0.6],
});

describe('what was found', () => {
  const truth = [
    { label: 0, box: [0, 0, 0.4, 0.4] },
    { label: 1, box: [0.5, 0.5, 1, 1] },
  ] as const;

  test('each sticker is found once; the second box of it is a double', () => {
    const boxes = [found(0, [0, 0, 0.4, 0.42]), found(0, [0.02, 0, 0.4, 0.4]), found(1, [0.5, 0.5, 1, 1])];
    const { right, wrong, stray, missed } = pairUp({ boxes, truth });
    expect([right.length, wrong.length, stray.length, missed.length]).toEqual([2, 1, 0, 0]);
    expect(foundInWords({ boxes, truth })).toBe('All 2 stickers found. 1 boxed twice.');
  });

  test('missed, mistaken and stray ones are named', () => {
    const boxes = [found(3, [0.5, 0.5, 1, 1]), found(5, [0, 0.8, 0.1, 0.9])];
    expect(foundInWords({ boxes, truth })).toBe(
      '0 of 2 stickers found. Missed: the cat and the dog. Mistaken: the dog for an elephant. 1 box lies beside the stickers.',
    );
    expect(foundInWords({ boxes: [], truth: [] })).toBe('No sticker lies on the table.');
  });

  test('a box tells where it comes from in the network’s pixels', () => {
    expect(originInWords(found(0, [0, 0, 1, 1]), 128)).toBe('P4, row 3, column 2, anchor 64×32 px');
  });
});

describe('a sweep', () => {
  const map = (level: number, side: number, at: readonly [number, number], value: number): LevelLogits => {
    const channels = anchorsPerCell * labels.length;
    const data = new Float32Array(side * side * channels).fill(-10);
    data[(at[0] * side + at[1]) * channels + 4 * labels.length + 2] = value;
    return { level, shape: [side, side, channels], data };
  };

  test('a level’s score is the best of the class at cells in the box, and of no other', () => {
    const maps = [map(3, 16, [5, 5], 0), map(4, 8, [7, 7], 3), map(7, 1, [0, 0], Math.log(3))];
    const scores = levelScores(maps, 2, [32, 32, 64, 64], 128);
    expect(scores[0]).toBeCloseTo(0.5);
    expect(scores[1]).toBeLessThan(0.001);
    expect(scores[2]).toBeCloseTo(0.75);
    expect(levelScores(maps, 1, [32, 32, 64, 64], 128)[0]).toBeLessThan(0.001);
  });

  test('sizes rise to the whole side, and the sticker stays on the table', () => {
    expect(growSizes.at(-1)).toBe(1);
    growSizes.slice(1).forEach((size, i) => {
      expect(size).toBeGreaterThan(growSizes[i]!);
    });
    for (const size of growSizes) {
      const { x, y } = grown({ ...firstStickers[0]!, x: 0, y: 1 }, size);
      expect(x).toBeGreaterThanOrEqual(size / 2 - 1e-3);
      expect(y).toBeLessThanOrEqual(1 - size / 2 + 1e-3);
    }
  });

  test('anchors span two thirds of an octave, and each level twice the sizes of the one before', () => {
    const size = [512, 512] as const;
    const outputs = {
      classes: 12,
      input: size,
      levels: anchorLevels({ size }).map((level) => ({ ...level, logits: '', regressions: '' })),
      anchors: anchorBoxes({ size }),
    };
    const spans = anchorSpans(outputs);
    expect(spans.map(({ level, smallest }) => [level, smallest])).toEqual([
      [3, 1 / 16],
      [4, 1 / 8],
      [5, 1 / 4],
      [6, 1 / 2],
      [7, 1],
    ]);
    for (const { smallest, largest } of spans) expect(largest / smallest).toBeCloseTo(2 ** (2 / 3), 5);
  });

  test('who leads, from where to where', () => {
    const steps = [
      { size: 0.1, scores: [0.1, 0] },
      { size: 0.2, scores: [0.5, 0.2] },
      { size: 0.3, scores: [0.6, 0.4] },
      { size: 0.4, scores: [0.3, 0.7] },
    ];
    expect(reigns(steps, [3, 4], 0.3)).toEqual([
      { level: 3, from: 0.2, to: 0.3, best: 0.6 },
      { level: 4, from: 0.4, to: 0.4, best: 0.7 },
    ]);
    expect(sweepInWords(steps, [3, 4], 0.3)).toContain(
      'P3 from 20\u202f% to 30\u202f%, then P4 at 40\u202f%',
    );
    expect(sweepInWords(steps, [3, 4], 0.9)).toContain('does not know the sticker');
  });

  test('the chart has a curve a level, and names that do not lie on each other', () => {
    const { lines, labels: names } = chartOf({
      levels: [3, 4, 5],
      steps: [
        { size: 0.2, scores: [0.8, 0.79, 0.01] },
        { size: 0.4, scores: [0.1, 0.2, 0.02] },
      ],
    });
    expect(lines.map(({ level }) => level)).toEqual([5, 4, 3]);
    expect(names.map(({ level }) => level)).toEqual([3, 4]);
    expect(Math.abs(names[0]!.score - names[1]!.score)).toBeGreaterThan(0.05);
  });
});

test('a sweep can be read at a size and taken home as rows', () => {
  const { sweep } = poster;
  expect(stepNear(sweep.steps, 0.5)?.size).toBeCloseTo(0.495, 2);
  expect(stepNear([], 0.5)).toBeUndefined();
  const { columns, rows } = sweepTable(sweep);
  expect(columns).toEqual(['size', 'P3', 'P4', 'P5', 'P6', 'P7']);
  expect(rows).toHaveLength(growSizes.length);
});

describe('which detectors are offered', () => {
  const card = (id: string, side: number, ap: number): Card => ({
    id,
    title: id,
    task: 'detection',
    network: id,
    classes: labels.length,
    labels,
    input: { height: side, width: side, mean: [0, 0, 0], std: [1, 1, 1], interpolation: 'bilinear' },
    weights: { file: 'weights.safetensors', dtype: 'float16', bytes: 10, sha256: '' },
    standsOn: 'base',
    upstream: { title: '', url: '', version: '', origin: '' },
    licence: '',
    accuracy: null,
    measured: [
      {
        partition: 'test',
        artist: 'emojione',
        size: side,
        scenes: 9,
        firstSeed: 0,
        ap: 0.99,
        interval: [0, 1],
        ap50: 1,
        ap75: 1,
        small: 1,
        medium: 1,
        large: 1,
      },
      {
        partition: 'test',
        artist: null,
        size: side,
        scenes: 1000,
        firstSeed: 0,
        ap,
        interval: [0, 1],
        ap50: 1,
        ap75: 1,
        small: 1,
        medium: 1,
        large: 1,
      },
    ],
  });
  const base: Card = {
    ...card('base', 224, 0),
    task: 'classification',
    weights: { ...card('', 1, 0).weights, bytes: 7 },
  };
  const costOf = (_: Card, side: number) => side * side * 1e4;
  const detectors = tableDetectors(
    [base, card('b', 256, 0.3), card('a', 128, 0.1), card('c', 256, 0.35)],
    costOf,
  );

  test('the best of each input size, smallest first, with what the backbone weighs', () => {
    expect(detectors.map(({ id, ap, backboneBytes, scenes }) => [id, ap, backboneBytes, scenes])).toEqual([
      ['a', 0.1, 7, 1000],
      ['c', 0.35, 7, 1000],
    ]);
  });

  test('each at the picture size at which it did best', () => {
    const own = card('d', 512, 0.5);
    const [, trained] = own.measured ?? [];
    const measured = [...(own.measured ?? []), { ...trained!, size: 384, ap: 0.6 }];
    const [only] = tableDetectors([{ ...own, measured }], costOf);
    expect(only).toMatchObject({ side: 384, ap: 0.6 });
  });

  test('the best that looks four times a second here, the cheapest where none does', () => {
    expect(usualDetector(detectors, null)?.id).toBe('c');
    expect(usualDetector(detectors, Number.POSITIVE_INFINITY)?.id).toBe('c');
    expect(usualDetector(detectors, 4 * 256 * 256 * 1e4)?.id).toBe('c');
    expect(usualDetector(detectors, 3.9 * 256 * 256 * 1e4)?.id).toBe('a');
    expect(usualDetector(detectors, 1)?.id).toBe('a');
    expect(usualDetector([], null)).toBeUndefined();
  });

  test('other labels are not offered', () => {
    expect(tableDetectors([{ ...card('x', 128, 1), labels: ['cat'] }], costOf)).toEqual([]);
  });
});

test('every detector that the button may start was run on the first table, so that what it replaces is its own', () => {
  const cards = shippedNames().map((id) => readShipped(id).card);
  expect(ranAtBuild).toEqual(tableDetectors(cards, detectorCost).map(({ id }) => id));
  for (const id of ranAtBuild) expect(foundAtBuild(id)?.truth).toHaveLength(firstStickers.length);
  expect(poster.sweep.steps.map(({ size }) => size)).toEqual(growSizes);
  for (const { scores } of poster.sweep.steps) expect(scores).toHaveLength(poster.sweep.levels.length);
  expect(pairUp(foundAtBuild(poster.sweep.detector)!).right.length).toBeGreaterThan(1);
});
