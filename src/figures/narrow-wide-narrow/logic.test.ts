import { expect, test } from 'vitest';
import { residualPlaces } from '../../../models/facts/inverted-block.ts';
import { billSentence } from '../../words/en/figures/narrow-wide-narrow.ts';
import { billOf, placeOf, slabsOf } from './logic.ts';
import { narrowWideNarrowSchema, type Place } from './view.ts';

const view = { place: '56x24', expansion: 6, pieces: 1 } as const;

test('the places that can be chosen are those of the network', () => {
  const { place } = narrowWideNarrowSchema.properties;
  for (const { side, channels } of residualPlaces) {
    const name = `${side}x${channels}` as Place;
    expect(place.clamp(name)).toBe(name);
    expect(placeOf(name)).toEqual({ side, channels });
  }
});

test('an inverted block is wide in the middle, a classical one narrow', () => {
  const shares = (expansion: number) => slabsOf({ ...view, expansion }, 10).map(({ share }) => share);
  expect(shares(6)).toEqual([0.1, 0.6, 0.6, 0.1]);
  expect(shares(0.25)).toEqual([0.1, 0.025, 0.025, 0.1]);
  expect(slabsOf(view, 10).map(({ stays }) => stays)).toEqual([true, false, false, true]);
});

test('the bill in words', () => {
  expect(billSentence({ ...billOf(view), expansion: 6, pieces: 1 })).toBe(
    'Expansion 6: 144 channels in the middle, 25.7 million multiply-adds. 602\u202fkB of maps stay, 3.61\u202fMB pass.',
  );
  expect(billSentence({ ...billOf({ ...view, pieces: 6 }), expansion: 6, pieces: 6 })).toMatch(
    /602\u202fkB of maps stay, 602\u202fkB pass at a time, in 6 pieces\.$/,
  );
});
