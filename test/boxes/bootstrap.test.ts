import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { averagePrecision, type Examined, MatchedPictures } from '../../models/answers/average-precision.ts';
import { copiesOf, precisionInterval } from '../../models/answers/bootstrap.ts';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../goldens/boxes/${name}.json`, import.meta.url), 'utf8')) as T;
const { cases } = read<{ cases: { seed: number; classes: number; pictures: Examined[] }[] }>(
  'average-precision',
);
const golden = read<{
  cases: {
    seed: number;
    draws: number;
    interval: [number, number];
    'copies of draw 7': number[];
    'ap of draw 7': number;
  }[];
}>('bootstrap');

function matchedOf({ classes, pictures }: (typeof cases)[number]): MatchedPictures {
  const matched = new MatchedPictures(classes);
  for (const picture of pictures) matched.add(picture);
  return matched;
}

describe.each(golden.cases)('case $seed', ({ seed, draws, interval, ...rest }) => {
  const examined = cases.find((each) => each.seed === seed)!;
  const matched = matchedOf(examined);
  it('draws the pictures that the training’s own evaluation draws', () => {
    expect([...copiesOf(matched.count, 7)]).toEqual(rest['copies of draw 7']);
  });
  it('gives a weighted precision and an interval that agree with it', () => {
    expect(matched.precisionOf(copiesOf(matched.count, 7))).toBeCloseTo(rest['ap of draw 7'], 9);
    const ours = precisionInterval(matched, draws)!;
    expect(ours.low).toBeCloseTo(interval[0], 9);
    expect(ours.high).toBeCloseTo(interval[1], 9);
  });
  it('is what COCO’s precision gives where drawn pictures really stand there that often', () => {
    // Of two boxes of one score in one picture, copies would come in another order than the same boxes counted twice.
    const pictures = examined.pictures.map((picture, p) => ({
      ...picture,
      detections: picture.detections.map((d, i) => ({ ...d, score: d.score - 1e-7 * p - 1e-9 * i })),
    }));
    const apart = matchedOf({ ...examined, pictures });
    const copies = copiesOf(apart.count, 7);
    const drawn = pictures.flatMap((picture, i) => Array.from({ length: copies[i]! }, () => picture));
    expect(apart.precisionOf(copies)).toBeCloseTo(averagePrecision(drawn, examined.classes).ap!, 12);
  });
});

describe('the basic interval', () => {
  it('reflects the draws at the estimate, so that their upward bias pulls it down and not up', () => {
    const matched = matchedOf(cases[0]!);
    const { low, high, bias } = precisionInterval(matched, 500)!;
    const drawn = Array.from(
      { length: 500 },
      (_, draw) => matched.precisionOf(copiesOf(matched.count, draw))!,
    ).sort((a, b) => a - b);
    const estimate = matched.precision().ap!;
    expect(bias).toBeGreaterThan(0);
    expect(estimate - low).toBeGreaterThan(high - estimate);
    expect(estimate - low).toBeCloseTo(drawn.at(Math.round(0.975 * 499))! - estimate, 2);
  });

  it('draws every picture about as often as every other', () => {
    const often = new Float64Array(40);
    for (let draw = 0; draw < 2000; draw++)
      for (const [i, copies] of copiesOf(40, draw).entries()) often[i]! += copies;
    // Of 2,000 draws with mean 1 and variance 39 / 40 each: five standard deviations.
    for (const sum of often) expect(Math.abs(sum - 2000)).toBeLessThan(5 * Math.sqrt(2000));
  });

  it('is null where there is nothing to find', () => {
    const matched = new MatchedPictures(2);
    matched.add({ detections: [], objects: [] });
    expect(precisionInterval(matched, 10)).toBeNull();
  });
});
