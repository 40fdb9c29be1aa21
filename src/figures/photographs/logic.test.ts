import { describe, expect, it } from 'vitest';
import type { Photographs } from '../../../models/facts/photographs/found.ts';
import { shown, tally, truth } from '../../../models/facts/photographs/tally.ts';
import { photographsTable, secondLookCrop } from './logic.ts';

const again = { label: 'tabby, tabby cat', probability: 0.5 };
const [label, box] = truth['dog-bicycle-truck.jpg']![0]!;
const dog = { label, box };
const all: Photographs = {
  detector: 'x',
  title: 'X',
  size: 512,
  least: 0.2,
  photographs: [
    { file: 'cat.jpg', found: [] },
    {
      file: 'dog-bicycle-truck.jpg',
      found: [
        { box: [0, 0, 20, 20], label: 'dog', score: 0.3, again },
        { box: dog.box as [number, number, number, number], label: 'dog', score: 0.6, again },
        { box: dog.box as [number, number, number, number], label: 'dog', score: 0.4, again },
        { box: dog.box as [number, number, number, number], label: 'horse', score: 0.5, again },
      ],
    },
  ],
};

describe('stickers in photographs', () => {
  it('counts an object once, and only under its name and in its place', () => {
    expect(tally(all, 0.2)).toEqual({ objects: 3, right: 1, wrong: 3 });
    expect(tally(all, 0.55)).toEqual({ objects: 3, right: 1, wrong: 0 });
    expect(tally(all, 0.9)).toEqual({ objects: 3, right: 0, wrong: 0 });
  });

  it('shows the surest first', () => {
    expect(shown(all.photographs[1]!, 0.35).map(({ score }) => score)).toEqual([0.6, 0.5, 0.4]);
  });

  it('cuts a square around a box that stays inside the picture', () => {
    const picture = { width: 100, height: 60 };
    expect(secondLookCrop([10, 40, 38, 54], picture)).toEqual([8, 31, 40, 63]);
    for (const box of [
      [0, 0, 60, 100],
      [55, 95, 60, 100],
      [0, 0, 1, 1],
    ] as const) {
      const [top, left, bottom, right] = secondLookCrop(box, picture);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(bottom).toBeLessThanOrEqual(60);
      expect(right).toBeLessThanOrEqual(100);
      expect(Math.min(bottom - top, right - left)).toBeGreaterThanOrEqual(9);
    }
  });

  it('says in the table that nothing was found', () => {
    expect(photographsTable(all, 0.2).rows[0]).toEqual(['cat.jpg', 'nothing', null, null, null]);
  });
});
