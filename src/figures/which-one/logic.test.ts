import { beforeAll, describe, expect, test } from 'vitest';
import { defaultView } from '../../parts/shell/schema.ts';
import { answerTable, answerTo, type Offer } from './logic.ts';
import { offersOf } from './offers.ts';
import { sizes, times, whichOneSchema, works } from './view.ts';

const usual = defaultView(whichOneSchema);
let offers: readonly Offer[] = [];
beforeAll(() => {
  offers = offersOf();
});

describe('which one to take', () => {
  test('every offer has an accuracy, and libraries and licences from the tables', () => {
    expect(offers.length).toBeGreaterThan(50);
    const of = (name: string) => offers.find((each) => each.name === name);
    expect(of('efficientnet-b0')).toMatchObject({ libraries: ['timm', 'torchvision', 'keras'] });
    expect(of('efficientnet-b0')?.licences).toContain('apache-2.0');
    expect(of('dfanet-a')).toMatchObject({ libraries: [], licences: [] });
  });

  test('the first is the most accurate of those that meet all that is asked', () => {
    for (const task of ['classification', 'detection', 'segmentation'] as const)
      for (const work of Object.keys(works) as (keyof typeof works)[])
        for (const size of Object.keys(sizes) as (keyof typeof sizes)[]) {
          const { fits } = answerTo(offers, { ...usual, task, work, size }, []);
          const meet = offers.filter(
            (each) =>
              each.task === task && each.multiplyAdds <= works[work] && each.parameters <= sizes[size],
          );
          expect(fits).toHaveLength(meet.length);
          if (meet.length > 0)
            expect(fits[0]?.accuracy).toBe(Math.max(...meet.map(({ accuracy }) => accuracy)));
        }
  });

  test('a cheaper one is within a point of the best and has fewer multiply-adds', () => {
    const { fits, cheaper } = answerTo(offers, { ...usual, work: 'any' }, []);
    expect(cheaper!.accuracy).toBeGreaterThanOrEqual(fits[0]!.accuracy - 1);
    expect(cheaper!.multiplyAdds).toBeLessThan(fits[0]!.multiplyAdds);
  });

  test('asked for a time, only what was measured and is fast enough is offered', () => {
    const none = answerTo(offers, { ...usual, time: 'ten' }, []);
    expect(none.fits).toEqual([]);
    expect(none.untimed.length).toBeGreaterThan(3);
    const [quick, slow] = none.untimed;
    const some = answerTo(offers, { ...usual, time: 'ten' }, [
      { id: quick!.name, runsMs: [5, 6, 7] },
      { id: slow!.name, runsMs: [times.ten + 1] },
    ]);
    expect(some.fits.map(({ name }) => name)).toEqual([quick!.name]);
    expect(some.untimed).toHaveLength(none.untimed.length - 2);
    expect(answerTable(some.fits).rows[0]?.[4]).toBe(6);
  });

  test('licence and library are met', () => {
    const { fits } = answerTo(offers, { ...usual, work: 'any', weights: 'licensed', runtime: 'keras' }, []);
    expect(fits.length).toBeGreaterThan(0);
    for (const { licences, libraries } of fits) {
      expect(licences).not.toEqual([]);
      expect(libraries).toContain('keras');
    }
  });
});
