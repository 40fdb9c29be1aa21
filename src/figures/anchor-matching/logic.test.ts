import { expect, test } from 'vitest';
import type { Box } from '../../../models/answers/box.ts';
import { matchedSentence } from '../../words/en/figures/anchor-matching.ts';
import { decoded, levels, matchedTo } from './logic.ts';

const objects: Box[] = [
  [70, 130, 170, 214],
  [0, 0, 8, 8],
  [0, 0, 256, 384],
  [100, 100, 110, 300],
  [200, 340, 256, 384],
];

test('the code of the closest anchor makes the object again', () => {
  for (const object of objects) {
    const { best, coded } = matchedTo(object, 0.5);
    expect(best).not.toBeNull();
    const again = decoded(best!.box, coded!);
    for (const [edge, value] of object.entries()) expect(again?.[edge]).toBeCloseTo(value, 4);
  }
});

test('every object has an anchor, and all others overlap it by the least', () => {
  for (const object of objects) {
    const { answering, best, byLevel } = matchedTo(object, 0.5);
    expect(answering.length).toBeGreaterThan(0);
    expect(answering[0]?.overlap).toBe(best?.overlap);
    expect(answering.filter(({ overlap }) => overlap < 0.5).length).toBe(best!.overlap < 0.5 ? 1 : 0);
    expect(byLevel.reduce((sum, { count }) => sum + count, 0)).toBe(answering.length);
  }
  expect(levels.map(({ level }) => level)).toEqual([3, 4, 5, 6, 7]);
});

test('a stricter matching has fewer anchors, and never none', () => {
  const counts = [0.3, 0.5, 0.7, 0.8].map((least) => matchedTo(objects[0]!, least).answering.length);
  for (const [index, count] of counts.entries())
    expect(count).toBeLessThanOrEqual(counts[index - 1] ?? Number.POSITIVE_INFINITY);
  expect(counts.at(-1)).toBeGreaterThan(0);
});

test('what the matching says', () => {
  expect(matchedSentence({ count: 12, best: 0.81, level: 4, least: 0.5 })).toBe(
    '12 anchors answer for the object; the closest, on P4, overlaps it by 0.81.',
  );
  expect(matchedSentence({ count: 1, best: 0.2, level: 3, least: 0.5 })).toMatch(/^No anchor overlaps/);
  expect(matchedSentence({ count: 0, best: null, level: null, least: 0.5 })).toMatch(/touches/);
});
