import { describe, expect, it } from 'vitest';
import type { TrainingScenes } from '../../../models/checkpoints/training-scenes.ts';
import { cost } from '../../../models/operators/cost.ts';
import { findStickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';
import { overlaps } from '../../parts/charts/label-placement.ts';
import { findings, intervalWords } from './findings.ts';
import { layoutOwn } from './layout.ts';
import {
  acrossSizes,
  lookSeries,
  necks,
  noiseOf,
  ownDetectorsTable,
  questions,
  scalingSeries,
  singleKnobs,
} from './logic.ts';
import type { Measured } from './measured.ts';
import { shippedMeasurements } from './shipped-measurements.ts';

function trained(presented: number, sizes: Record<number, number>): TrainingScenes {
  const bySize = Object.entries(sizes).map(([size, distinct]) => ({ size: Number(size), distinct }));
  return { presented, distinct: bySize.reduce((sum, { distinct }) => sum + distinct, 0), bySize };
}

function measured(name: string, more: Partial<Measured>): Measured {
  return {
    name,
    title: name,
    group: 'scale',
    word: name,
    short: name,
    size: 256,
    native: true,
    knob: undefined,
    phi: undefined,
    seed: 1,
    ships: true,
    regions: null,
    multiplyAdds: 1e8,
    trainedMultiplyAdds: 1e7,
    parameters: 4e6,
    ap: 0.4,
    interval: [0.39, 0.41],
    ap50: 0.7,
    small: 0.1,
    medium: 0.4,
    large: 0.5,
    unseen: 0.3,
    unseenArtist: 'emojione',
    scenes: 1000,
    training: trained(30_000, { 256: 8000 }),
    bootstrap: { method: 'basic', draws: 2000, over: 'scenes' },
    fusionTimes: null,
    ...more,
  };
}

const family = [-3, -2, -1, 0].map((phi, i) =>
  measured(`phi${phi}`, {
    phi,
    multiplyAdds: 1e8 * 4 ** i,
    trainedMultiplyAdds: 1e7 * 4 ** i,
    training: phi === -1 ? trained(32_000, { 384: 3000 }) : trained(64_000, { 256: 8000 }),
    ap: 0.2 + 0.1 * i,
    interval: [0.19 + 0.1 * i, 0.21 + 0.1 * i],
  }),
);
const briefly = { group: 'one dimension', training: trained(32_000, { 256: 8000 }) } as const;
const alone = [
  measured('start', { ...briefly, trainedMultiplyAdds: 4e7, ap: 0.25, interval: [0.24, 0.26] }),
  measured('wide', {
    ...briefly,
    knob: 'width',
    trainedMultiplyAdds: 8e7,
    ap: 0.31,
    interval: [0.3, 0.32],
  }),
  measured('deep', {
    ...briefly,
    knob: 'cells',
    trainedMultiplyAdds: 8e7,
    ap: 0.45,
    interval: [0.44, 0.46],
  }),
];
const d0Elsewhere = [128, 512].map((size) =>
  measured('phi0', { phi: 0, size, native: false, ap: size / 1000 }),
);
const neckRows = [
  measured('efficientdet-d0-fpn-stickers', { group: 'neck', word: 'FPN', ap: 0.34, interval: [0.33, 0.35] }),
  measured('efficientdet-d0-panet-stickers', {
    group: 'neck',
    word: 'PANet',
    ap: 0.29,
    interval: [0.28, 0.3],
  }),
  measured('efficientdet-d0-bifpn-softmax-stickers', { group: 'neck', word: 'BiFPN, softmax', ap: 0.389 }),
  measured('efficientdet-d0-bifpn-fast-stickers', { group: 'neck', word: 'BiFPN, fast', ap: 0.39 }),
];
const all = [...family, ...alone, ...d0Elsewhere, ...neckRows];

describe('our own detectors', () => {
  it('asks only what was trained', () => {
    expect(questions(all)).toEqual(['scaling', 'necks', 'sizes']);
    expect(questions(family.slice(0, 1))).toEqual([]);
    expect(questions(neckRows)).toEqual(['necks']);
  });

  it('a level line under the top of the axis crosses no name', () => {
    const rows = [128, 256, 384, 512].map((size, i) => {
      const ap = Math.min(0.676, 0.3 + 0.2 * i);
      return measured('one', { size, multiplyAdds: 1e8 * 2 ** i, ap, interval: [ap - 0.01, ap + 0.01] });
    });
    const { points, labels } = layoutOwn(rows, { question: 'sizes', artist: 'known' }, 'wide');
    expect(labels.map(({ text }) => text)).toEqual(['128', '256', '384', '512']);
    const level = points.at(-1)!.y;
    for (const { box } of labels.slice(2)) expect(box.top > level || box.bottom < level).toBe(true);
  });

  it('sizes that the scenes do not tell apart are best together', () => {
    const at = (size: number, ap: number) =>
      measured('one', { size, ap, interval: [ap - 0.01, ap + 0.01], native: false });
    const said = (...aps: number[]) =>
      findings([at(128, 0.3), ...aps.map((ap, i) => at(256 + 128 * i, ap))], 'sizes')[0];
    expect(said(0.5, 0.52)).toMatch(/It is best at 384\.$/);
    expect(said(0.515, 0.52)).toMatch(/It is best at 256 and 384, which the scenes do not tell apart\.$/);
  });

  it('joins the family, and what saw as many scenes as its start: all knobs together and every single one', () => {
    const series = scalingSeries(all);
    expect(series.map(({ key }) => key)).toEqual(['compound', 'together', 'width', 'cells']);
    expect(series[0]!.points.map(({ phi }) => phi)).toEqual([-3, -2, -1, 0]);
    expect(series[1]!.points.map(({ name }) => name)).toEqual(['start', 'phi-1']);
    expect(series[2]!.points.map(({ name }) => name)).toEqual(['start', 'wide']);
  });

  const seeds = (aps: readonly number[], name: string, word: string, more: Partial<Measured> = {}) =>
    aps.map((ap, i) =>
      measured(`efficientdet-d0-${name}-seed-${i}-stickers`, {
        group: 'neck',
        word,
        seed: i + 1,
        ap,
        interval: [ap - 0.01, ap + 0.01],
        ...more,
      }),
    );

  it('calls single knobs clear of the line by what seeds leave open, not by the scenes alone', () => {
    // Two necks whose seeds differ by a standard deviation of 0.02.
    const noisy = [...all, ...seeds([0.3, 0.32, 0.34], 'x', 'X'), ...seeds([0.4, 0.42, 0.44], 'y', 'Y')];
    const noise = noiseOf(noisy)!;
    expect(noise.seeds).toBeCloseTo(0.02, 10);
    expect(noise.clear).toBeCloseTo(2 * Math.sqrt(2 * (0.02 ** 2 + (0.02 / 3.92) ** 2)), 10);
    const { below, above, open } = singleKnobs(noisy)!;
    expect([below, above, open].map((side) => side.map(({ point }) => point.name))).toEqual([
      [],
      ['deep'],
      ['wide'],
    ]);
    const text = findings(noisy, 'scaling').join(' ');
    expect(text).toContain('Clearly above the line of all knobs together: deep (0.450).');
    expect(text).toContain('Not to be told from it: wide (0.310).');
    expect(text).toContain('one training each');
    expect(text).toContain('neither confirm nor contradict');
    // Without a second seed of anything, nothing is called clear.
    expect(noiseOf(all)).toBeUndefined();
    expect(findings(all, 'scaling').join(' ')).not.toMatch(/clearly|told from/i);
  });

  it('tells scenes presented from different ones, and who had few of them', () => {
    const noisy = [...all, ...seeds([0.3, 0.32], 'x', 'X')];
    const text = findings(noisy, 'scaling').join(' ');
    expect(text).toContain('phi-2: 64,000, drawn from 8,000 different ones; phi-1: 32,000, drawn from 3,000');
    expect(text).toContain(
      'each presented with 32,000 scenes, but there were 8,000 of 256 pixels and 3,000 of 384 pixels to draw from, which handicaps resolution',
    );
  });

  it('says what its bars hold, and how they were made, as the cards have it', () => {
    expect(intervalWords(all)).toBe(
      'Bars are 95\u202f% intervals over the 1,000 test scenes only; training noise is not included (basic bootstrap, 2,000 draws).',
    );
    const old = measured('old', { bootstrap: undefined });
    expect(intervalWords([...all, old])).toContain(`; for 1 of ${all.length + 1}: percentiles of 200 draws`);
    expect(intervalWords([old])).toContain('percentiles of 200 draws');
    expect(intervalWords([old])).not.toContain('basic');
  });

  it('orders the necks and says where the paper orders them otherwise', () => {
    expect(necks(all).map(({ word }) => word)).toEqual(['BiFPN, fast', 'BiFPN, softmax', 'FPN', 'PANet']);
    const text = findings(all, 'necks').join(' ');
    expect(text).toContain('Other than in the paper, “FPN” is ahead of “PANet”');
    expect(text).toContain('+0.1 points of AP here');
    expect(text).toContain('one seed');
    const even = neckRows.map((neck) => ({ ...neck, ap: 0.39 }));
    expect(findings(even, 'necks').join(' ')).toContain(
      'softmax: the same to a tenth of a point of AP here;',
    );
  });

  it('claims no contradiction where the paper calls two necks similar', () => {
    const both = [
      ...seeds([0.29, 0.3, 0.31], 'bifpn-sum', 'BiFPN, plain sum'),
      ...seeds([0.19, 0.2, 0.21], 'panet', 'PANet'),
    ];
    const text = findings(both, 'necks').join(' ');
    expect(text).toContain('“PANet” and “BiFPN, plain sum” are similar in accuracy, says the paper');
    expect(text).toContain(
      '“BiFPN, plain sum” is 0.100 ahead. After so short a training that contradicts nothing.',
    );
    expect(text).not.toMatch(/Against the paper|Other than in the paper|same necks/);
    expect(text).toContain('Seeds (3 each) are noise, too');
  });

  it('says whom the recipe favours', () => {
    const both = [
      ...seeds([0.29, 0.3], 'bifpn-sum', 'BiFPN, plain sum'),
      ...seeds([0.38, 0.39], 'bifpn-fast', 'BiFPN, fast', { fusionTimes: 10 }),
    ];
    const text = findings(both, 'necks').join(' ');
    expect(text).toContain(
      'fusion weights learn 10 times as fast as the rest, and only those necks have any',
    );
    expect(text).toContain(
      'Learned weights bring 9.0 points of AP over a plain sum here, and 0.45 in the paper',
    );
    expect(text).toContain('presented with 30,000 scenes, drawn from 8,000 different ones');
    expect(findings([...both, ...seeds([0.1, 0.12], 'panet', 'PANet')], 'necks').join(' ')).toContain(
      '“BiFPN, fast” is ahead of “PANet”, by more than seeds and scenes leave open; but the recipe favours it.',
    );
  });

  it('calls no neck better while their seeds lie across each other', () => {
    const again = seeds([0.335], 'panet', 'PANet');
    const text = findings([...neckRows, ...again], 'necks').join(' ');
    expect(text).toContain('“PANet” and “FPN” cannot be told apart');
    expect(text).toContain('As in the paper, “BiFPN, fast” is ahead of “PANet”');
  });

  it('says how far seeds are apart, and of which necks that is known', () => {
    const again = seeds([0.4], 'bifpn-fast', 'BiFPN, fast');
    const text = findings([...neckRows, ...again], 'necks').join(' ');
    expect(text).toContain('Seeds are noise, too: those of “BiFPN, fast” lie 0.010 apart.');
    expect(text).toContain('Of 3 necks, what another seed would change is not known');
    expect(text).not.toContain('Each was trained from one seed');
  });

  it('calls clear, of the detectors that ship, only what a second training would hardly undo', () => {
    const { below, above } = singleKnobs(shippedMeasurements)!;
    expect(below.map(({ point }) => point.word)).toEqual(['cells 4', 'cells 8']);
    expect(above.map(({ point }) => point.word)).toEqual(['channels 64', 'channels 96']);
  });

  it('takes the detector that was measured at the most sizes', () => {
    expect(acrossSizes(all).map(({ size }) => size)).toEqual([128, 256, 512]);
  });

  it.each(['wide', 'narrow'] as const)(
    'draws every point inside its frame, no name over another, %s',
    (size) => {
      for (const question of ['scaling', 'necks', 'sizes'] as const)
        for (const artist of ['known', 'unseen'] as const) {
          const { points, labels, width, height } = layoutOwn(all, { question, artist }, size);
          expect(points.length).toBeGreaterThan(2);
          for (const { x, y } of points) {
            expect(x).toBeGreaterThan(0);
            expect(x).toBeLessThan(width);
            expect(y).toBeGreaterThan(0);
            expect(y).toBeLessThan(height);
          }
          labels.forEach(({ box }, i) => {
            for (const other of labels.slice(i + 1)) expect(overlaps(box, other.box)).toBe(false);
          });
        }
    },
  );

  it('gives the table what the drawing shows', () => {
    const { rows } = ownDetectorsTable(all, { question: 'scaling', artist: 'known' });
    expect(rows).toHaveLength(7);
    expect(rows[0]).toContain(1000);
  });
});

describe('one look or two', () => {
  const twice = measured('twice', {
    group: 'twice',
    regions: 50,
    word: 'twice, 50 regions',
    trainedMultiplyAdds: 7e7,
    training: trained(40_000, { 256: 16_000 }),
  });
  const once = measured('once', { training: trained(20_000, { 256: 8000 }) });
  const brief = measured('brief', { training: trained(19_999, { 256: 8000 }) });
  const large = measured('large', { size: 384, training: trained(60_000, { 384: 3000 }) });
  const neck = measured('neck', { group: 'neck', training: trained(60_000, { 256: 8000 }) });
  const all = [once, brief, large, neck, twice];

  it('sets those beside each other that were trained long enough, on pictures of one size', () => {
    expect(lookSeries(all).map(({ points }) => points)).toEqual([[once], [twice]]);
    expect(lookSeries([once])).toEqual([]);
    expect(lookSeries([twice])).toEqual([]);
    expect(questions(all)).toContain('looks');
    expect(questions([once, brief])).not.toContain('looks');
  });

  it('joins them by no line, and tells them apart by shape', () => {
    const chart = layoutOwn(all, { question: 'looks', artist: 'known' }, 'wide');
    expect(chart.lines).toEqual([]);
    expect(chart.points.map(({ id, shape }) => [id, shape])).toEqual([
      ['once@256', undefined],
      ['twice@256', 'square'],
    ]);
    expect(ownDetectorsTable(all, { question: 'looks', artist: 'known' }).rows).toHaveLength(2);
  });

  it('claims nothing for a second look that was trained by another recipe', () => {
    expect(findings(all, 'looks').join(' ')).toMatch(/cannot be read from this/);
  });

  it('gives every seed a point and a row, and means to the sentences', () => {
    const again = { ...twice, name: 'twice/seed-2', seed: 2, ships: false, ap: 0.3, unseen: 0.2 };
    const both = [...all, again];
    const { points, labels } = layoutOwn(both, { question: 'looks', artist: 'known' }, 'wide');
    expect(points.map(({ id, picks }) => [id, picks])).toEqual([
      ['once@256', undefined],
      ['twice@256', undefined],
      ['twice/seed-2@256', false],
    ]);
    expect(labels.map(({ text }) => text)).toEqual(['once', 'twice']);
    const { rows } = ownDetectorsTable(both, { question: 'looks', artist: 'known' });
    expect(rows.map((row) => [row[0], row.at(-1)])).toEqual([
      ['once', 1],
      ['twice, 50 regions', 2],
      ['twice, 50 regions, seed 2', 2],
    ]);
    const said = findings(both, 'looks').join(' ');
    expect(said).toContain('twice, 50 regions, 0.350 (mean of 2 seeds, 0.400 and 0.300) for 70 million');
    expect(said).toContain('no training saw: twice, 50 regions, 0.250;');
  });

  it('counts the second look of the networks that ship once for each region', () => {
    const shipped = shippedMeasurements.filter(({ group, ships }) => group === 'twice' && ships);
    expect(shipped.length).toBeGreaterThan(1);
    for (const { name, regions, size, multiplyAdds, parameters } of shipped) {
      const { picture, region } = twoStageGraphs(findStickerTwoStage(name)!, size);
      const second = cost(region);
      expect(multiplyAdds).toBe(cost(picture).multiplyAdds + regions! * second.multiplyAdds);
      expect(parameters).toBe(cost(picture).parameters + second.parameters);
    }
  });
});
