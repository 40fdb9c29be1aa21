import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { averagePrecision, type Examined } from '../../models/answers/average-precision.ts';
import { type Box, decodeBox, encodeBox, intersectionOverUnion } from '../../models/answers/box.ts';
import { topCandidates } from '../../models/answers/candidates.ts';
import { type Answer, detect, type Suppression } from '../../models/answers/detections.ts';
import { type AnchorConfig, anchorBoxes, anchorCount } from '../../models/blocks/anchors.ts';
import { type BoxCase, boxAnswer, compareRows } from '../../src/cli/parity/boxes.ts';
import { seededValue } from '../../src/cli/parity/seeded-values.ts';

const folder = new URL('../goldens/boxes/', import.meta.url).pathname;
const read = <T>(file: string): T => JSON.parse(readFileSync(folder + file, 'utf8')) as T;
const cases = readdirSync(folder).filter((f) => f.startsWith('case-'));

/** An answer on 128×128 whose logits and regressions are 0. */
function flat(classes: number): Answer {
  const config: AnchorConfig = { size: [128, 128] };
  const count = anchorCount(config);
  return {
    logits: new Float32Array(count * classes),
    regressions: new Float32Array(count * 4),
    anchors: anchorBoxes(config),
    classes,
    input: [128, 128],
    picture: [128, 128],
    imageScale: 1,
  };
}

describe('decoding', () => {
  const golden = read<{ rows: number[][] }>('decode.json');
  const anchors = anchorBoxes({ size: [512, 512] });
  it.each(golden.rows)('makes the box of anchor %i', (index, ty, tx, th, tw, ...expected) => {
    const anchor = [...anchors.subarray(index * 4, index * 4 + 4)] as unknown as Box;
    const box = decodeBox(anchor, [ty, tx, th, tw])!;
    box.forEach((edge, i) => {
      expect(Math.abs(edge - expected[i]!)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(expected[i]!)));
    });
    encodeBox(anchor, box).forEach((value, i) => {
      expect(value).toBeCloseTo([ty, tx, th, tw][i]!, 5);
    });
  });
});

describe.each(cases)('%s', (file) => {
  const golden = read<BoxCase>(file);
  it.each(['hard', 'soft', 'soft_global'] as const)('gives the rows of %s in their order', (rule) => {
    const suppression: Suppression = rule === 'soft_global' ? 'softGlobal' : rule;
    const { detections, skipped } = detect(boxAnswer(golden), {
      suppression,
      maxCandidates: golden.max_candidates,
      maxDetections: golden.max_detections,
      scoreThreshold: golden.score_threshold,
    });
    expect(skipped).toBe(0);
    expect(compareRows(detections, golden.detections[rule])).toBeNull();
  });
  it('would notice another order, another score, another box', () => {
    const { detections } = detect(boxAnswer(golden), { maxCandidates: golden.max_candidates });
    const rows = golden.detections.hard;
    expect(compareRows(detections.slice(1), rows)).not.toBeNull();
    const changed = (change: Partial<(typeof detections)[number]>) =>
      compareRows([{ ...detections[0]!, ...change }, ...detections.slice(1)], rows);
    expect(changed({ score: detections[0]!.score - 2e-4 })).toMatch(/score/);
    const [ymin, ...rest] = detections[0]!.box;
    expect(changed({ box: [ymin + 0.01, ...rest] })).toMatch(/box/);
    expect(changed({ label: detections[0]!.label + 1 })).not.toBeNull();
  });
});

describe('the edges', () => {
  const edges = read<{ name: string; hard?: number[][] }[]>('edges.json');

  it('is an empty list where no score is over the threshold', () => {
    const answer = flat(3);
    for (let i = 0; i < answer.logits.length; i++) answer.logits[i] = -9 + seededValue(7, 0, i);
    for (const suppression of ['hard', 'soft', 'softGlobal'] as const)
      expect(detect(answer, { suppression, scoreThreshold: 0.05 }).detections).toEqual([]);
  });

  it('takes the lower index first where all scores are equal', () => {
    const golden = edges.find((e) => e.hard !== undefined)!.hard!;
    const { detections } = detect(flat(3), { suppression: 'hard' });
    expect(compareRows(detections, golden)).toBeNull();
  });

  it.each([
    ['a logit that is no number', (a: Answer) => a.logits.fill(Number.NaN, 5 * 3 + 1, 5 * 3 + 2)],
    [
      'an infinite regression',
      (a: Answer) => a.regressions.fill(Number.POSITIVE_INFINITY, 5 * 4 + 2, 5 * 4 + 3),
    ],
    ['a regression that overflows', (a: Answer) => a.regressions.fill(200, 5 * 4 + 3, 5 * 4 + 4)],
    ['a regression that is no number', (a: Answer) => a.regressions.fill(Number.NaN, 5 * 4, 5 * 4 + 1)],
  ])('leaves out and counts an anchor with %s, and moves no other', (_, damage) => {
    for (const suppression of ['hard', 'soft', 'softGlobal'] as const) {
      const [whole, damaged] = [flat(3), flat(3)];
      // Anchor 5 scores too low to matter in the whole answer; in the damaged one it is best and broken.
      whole.logits.fill(-20, 5 * 3, 5 * 3 + 3);
      damaged.logits.fill(3, 5 * 3, 5 * 3 + 3);
      damage(damaged);
      const options = { suppression, maxCandidates: 10_000 };
      const result = detect(damaged, options);
      expect(result.skipped).toBeGreaterThan(0);
      expect(result.detections).toEqual(detect(whole, options).detections);
    }
  });

  it('drops a box that lies outside the picture', () => {
    const answer = flat(1);
    answer.logits.fill(-20);
    answer.logits[0] = 4;
    answer.regressions[1] = 50;
    for (const suppression of ['hard', 'soft', 'softGlobal'] as const)
      expect(detect(answer, { suppression }).detections).toEqual([]);
  });

  it('takes all candidates where there are fewer than may enter', () => {
    const { anchors } = topCandidates(new Float32Array([1, 2, 3, 4]), { classes: 2, most: 5000 });
    expect([...anchors]).toEqual([1, 1, 0, 0]);
  });

  it('treats boxes of class 89 as those of class 0', () => {
    const [first, last] = [flat(90), flat(90)];
    for (const [answer, label] of [
      [first, 0],
      [last, 89],
    ] as const) {
      answer.logits.fill(-20);
      for (let i = 0; i < answer.anchors.length / 4; i++)
        answer.logits[i * 90 + label] = seededValue(3, 0, i);
      for (let i = 0; i < answer.regressions.length; i++) answer.regressions[i] = 0.3 * seededValue(3, 1, i);
    }
    for (const suppression of ['hard', 'soft', 'softGlobal'] as const) {
      const strip = (answer: Answer) =>
        detect(answer, { suppression }).detections.map(({ label: _, ...d }) => d);
      expect(strip(last)).toEqual(strip(first));
      expect(strip(first).length).toBeGreaterThan(5);
    }
  });
});

describe('candidates', () => {
  it('are the same whether or not a histogram cut the rest away first', () => {
    const logits = Float32Array.from(
      { length: 60_000 },
      (_, i) => Math.round(seededValue(11, 0, i) * 400) / 100,
    );
    const flatOrder = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b).slice(0, 77);
    const { anchors, labels } = topCandidates(logits, { classes: 6, most: 77 });
    expect([...anchors].map((a, i) => a * 6 + labels[i]!)).toEqual(flatOrder);
  });
  it('refuse logits that are no whole number of anchors', () => {
    expect(() => topCandidates(new Float32Array(7), { classes: 3 })).toThrow(RangeError);
  });
});

describe('average precision', () => {
  interface Case {
    seed: number;
    kind: string;
    classes: number;
    pictures: Examined[];
    expected: Record<string, number | null> & { byLabel: (number | null)[] };
  }
  const golden = read<{ cases: Case[] }>('average-precision.json');
  it.each(golden.cases)('equals pycocotools on case $seed ($kind)', ({ pictures, classes, expected }) => {
    const ours = averagePrecision(pictures, classes);
    const same = (a: number | null, b: number | null) => {
      if (a === null || b === null) expect(a).toBe(b);
      else expect(Math.abs(a - b)).toBeLessThan(1e-9);
    };
    for (const key of ['ap', 'ap50', 'ap75', 'small', 'medium', 'large'] as const)
      same(ours[key], expected[key]!);
    ours.byLabel.forEach((value, i) => {
      same(value, expected.byLabel[i]!);
    });
  });
  it('is 1 for the truth itself and null where there is nothing to find', () => {
    const objects = [{ label: 0, box: [10, 10, 50, 80] as Box }];
    const right = averagePrecision([{ objects, detections: objects.map((o) => ({ ...o, score: 0.5 })) }], 2);
    expect(right.ap).toBeCloseTo(1, 12);
    expect(right.medium).toBeCloseTo(1, 12);
    expect([right.small, right.large, right.byLabel[1]]).toEqual([null, null, null]);
    expect(intersectionOverUnion([0, 0, 0, 0], [0, 0, 0, 0])).toBe(0);
  });
});
