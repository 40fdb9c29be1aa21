import { describe, expect, it } from 'vitest';
import { overlaps } from '../../parts/charts/label-placement.ts';
import { layoutOwn } from './layout.ts';
import { acrossSizes, findings, necks, ownDetectorsTable, questions, scalingSeries } from './logic.ts';
import type { Measured } from './measured.ts';

function measured(name: string, more: Partial<Measured>): Measured {
  return {
    name,
    title: name,
    group: 'scale',
    word: name,
    size: 256,
    native: true,
    knob: undefined,
    phi: undefined,
    seed: 1,
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
    scenesSeen: 30_000,
    ...more,
  };
}

const family = [-3, -2, -1, 0].map((phi, i) =>
  measured(`phi${phi}`, {
    phi,
    multiplyAdds: 1e8 * 4 ** i,
    trainedMultiplyAdds: 1e7 * 4 ** i,
    scenesSeen: phi === -1 ? 32_000 : 64_000,
    ap: 0.2 + 0.1 * i,
    interval: [0.19 + 0.1 * i, 0.21 + 0.1 * i],
  }),
);
const briefly = { group: 'one dimension', scenesSeen: 32_000 } as const;
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

  it('joins the family, and what saw as many scenes as its start: all knobs together and every single one', () => {
    const series = scalingSeries(all);
    expect(series.map(({ key }) => key)).toEqual(['compound', 'together', 'width', 'cells']);
    expect(series[0]!.points.map(({ phi }) => phi)).toEqual([-3, -2, -1, 0]);
    expect(series[1]!.points.map(({ name }) => name)).toEqual(['start', 'phi-1']);
    expect(series[2]!.points.map(({ name }) => name)).toEqual(['start', 'wide']);
  });

  it('says which single knobs lie below and above the compound line', () => {
    const text = findings(all, 'scaling').join(' ');
    expect(text).toContain(
      'Of 2 networks with one knob turned that cost no more than phi-1, 1 lie below the line of all knobs together, 1 above it, and none within',
    );
    expect(text).toContain('Above it here: deep (0.450)');
    expect(text).toContain(
      'not trained alike: phi-3 on 64,000 scenes; phi-2 on 64,000 scenes; phi-1 on 32,000',
    );
  });

  it('orders the necks and says where the paper orders them otherwise', () => {
    expect(necks(all).map(({ word }) => word)).toEqual(['BiFPN, fast', 'BiFPN, softmax', 'FPN', 'PANet']);
    const text = findings(all, 'necks').join(' ');
    expect(text).toContain('Against the paper, “FPN” is ahead of “PANet” here');
    expect(text).toContain('+0.1 points of AP here');
    expect(text).toContain('one seed');
    const even = neckRows.map((neck) => ({ ...neck, ap: 0.39 }));
    expect(findings(even, 'necks').join(' ')).toContain(
      'softmax: the same to a tenth of a point of AP here;',
    );
  });

  it('calls no neck better while their seeds lie across each other', () => {
    const again = measured('efficientdet-d0-panet-seed-2-stickers', {
      group: 'neck',
      word: 'PANet',
      seed: 2,
      ap: 0.335,
      interval: [0.325, 0.345],
    });
    const text = findings([...neckRows, again], 'necks').join(' ');
    expect(text).toContain('“PANet” and “FPN” cannot be told apart');
    expect(text).toContain('As in the paper, “BiFPN, fast” is ahead of “PANet”');
  });

  it('says how far seeds are apart, and of which necks that is known', () => {
    const again = measured('efficientdet-d0-bifpn-fast-seed-2-stickers', {
      group: 'neck',
      word: 'BiFPN, fast',
      ap: 0.4,
      seed: 2,
    });
    const text = findings([...neckRows, again], 'necks').join(' ');
    expect(text).toContain('Seeds are noise, too: those of “BiFPN, fast” lie 0.010 apart.');
    expect(text).toContain('Of 3 necks, what another seed would change is not known');
    expect(text).not.toContain('Each was trained from one seed');
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
