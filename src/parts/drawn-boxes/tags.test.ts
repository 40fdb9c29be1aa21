import { describe, expect, test } from 'vitest';
import type { Box } from '../../../models/answers/box.ts';
import { overlaps } from '../charts/label-placement.ts';
import { textWidth } from '../charts/text-width.ts';
import { drawnTag, placeTags, type Tagged, type TagPlace, tagStyle, tagWidths } from './tags.ts';

const size = [400, 600] as const;
const ratio = 1.5;

/** Where a tag lies on a picture of a width (in rem), in shares of its sides. */
function laid(text: string, place: TagPlace, shown: number) {
  const wide = (textWidth(text, drawnTag.fontSize, true) + drawnTag.padding) / shown;
  const high = (drawnTag.height * ratio) / shown;
  const left = place.left ?? 1 - (place.right ?? 0) - wide;
  const top = place.top ?? 1 - (place.bottom ?? 0) - high;
  return { left, right: left + wide, top, bottom: top + high };
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

describe('tags of boxes', () => {
  test('stand above their box, flush with its left edge, where nothing is in the way', () => {
    expect(placeTags([{ box: [200, 150, 300, 300], text: 'cat 0.90' }], size, ratio, 34)).toEqual([
      { left: 0.25, bottom: 0.5 },
    ]);
  });

  test('stand within their box where the picture ends above it', () => {
    const [place] = placeTags([{ box: [0, 0, 400, 600], text: 'cat 0.90' }], size, ratio, 34);
    expect(place).toEqual({ left: 0, top: 0 });
  });

  test('are flush with the right edge of a box near the picture’s', () => {
    const [place] = placeTags([{ box: [200, 560, 300, 600], text: 'elephant 0.90' }], size, ratio, 20);
    expect(place).toEqual({ right: 0, bottom: 0.5 });
  });

  test('of boxes in one place stand in different places, and those are left out for which there is no room', () => {
    const box: Box = [0, 0, 60, 300];
    const tagged = ['cat 0.90', 'dog 0.80', 'cow 0.70', 'hen 0.60', 'fox 0.50'].map((text) => ({
      box,
      text,
    }));
    const places = placeTags(tagged, size, ratio, 15);
    expect(new Set(places.filter((place) => place !== null).map(tagStyle)).size).toBeGreaterThan(1);
    expect(places.at(-1)).toBeNull();
    expect(places[0]).not.toBeNull();
  });

  test('never cover each other nor leave the picture, on the width they were placed for and on wider ones', () => {
    const next = random(7);
    let drawn = 0;
    let left = 0;
    for (let round = 0; round < 300; round++) {
      const boxes = Array.from({ length: 1 + Math.floor(next() * 12) }, (_, index): Tagged => {
        const [y, x] = [next() * 420 - 20, next() * 620 - 20];
        const box: Box = [y, x, y + 10 + next() * 300, x + 10 + next() * 400];
        return {
          box,
          text: `${'wandering albatross'.slice(0, 3 + Math.floor(next() * 16))} 0.${10 + index}`,
        };
      });
      tagWidths.forEach((shown, index) => {
        const places = placeTags(boxes, size, ratio, shown);
        for (const width of [shown, shown * 1.17, tagWidths[index + 1] ?? 60]) {
          const rectangles = places.flatMap((place, i) =>
            place === null ? [] : [laid(boxes[i]?.text ?? '', place, width)],
          );
          rectangles.forEach((each, i) => {
            expect(Math.min(each.left, each.top, 1 - each.right, 1 - each.bottom)).toBeGreaterThan(-1e-6);
            for (const other of rectangles.slice(i + 1)) {
              const shrunk = { ...other, left: other.left + 1e-6, top: other.top + 1e-6 };
              expect(
                overlaps({ ...each, right: each.right - 1e-6, bottom: each.bottom - 1e-6 }, shrunk),
              ).toBe(false);
            }
          });
        }
        drawn += places.filter((place) => place !== null).length;
        left += places.filter((place) => place === null).length;
      });
    }
    // Most are drawn, and some have no room: both cases were looked at.
    expect(drawn).toBeGreaterThan(2 * left);
    expect(left).toBeGreaterThan(0);
  });
});
