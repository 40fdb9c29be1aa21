import { describe, expect, it } from 'vitest';
import type { CardMeasurement } from '../../../models/checkpoints/card.ts';
import { withRow } from './card-row.ts';

const row: CardMeasurement = {
  ...{ partition: 'test', artist: null, size: 256, scenes: 1000, firstSeed: 2_000_000 },
  ...{ ap: 0.4, interval: [0.39, 0.42], ap50: 0.6, ap75: 0.5, small: 0.3, medium: 0.4, large: null },
};
const other = { ...row, artist: 'emojione', ap: 0.2 };
const bootstrap = { method: 'basic', draws: 2000, over: 'scenes' } as const;

describe('a measurement made anew', () => {
  it('takes the place of the one on the same scenes', () => {
    const made = { ...row, ap: 0.4009, interval: [0.389, 0.411] as const, bootstrap };
    expect(withRow([other, row], made, 'x', 'ap')).toEqual([other, made]);
  });
  it('is refused where it measured something else', () => {
    expect(() => withRow([row, other], { ...row, ap: 0.4051 }, 'x', 'ap')).toThrow(/more than 0.005 apart/);
    expect(() => withRow([row, other], { ...row, ap: null }, 'x', 'ap')).toThrow(/apart/);
  });
  it('is refused where the card has no such scenes', () => {
    expect(() => withRow([row], other, 'x', 'ap')).toThrow(
      /no measurement on 1000 scenes at 256 px by emojione/,
    );
    expect(() => withRow([row], { ...row, size: 128 }, 'x', 'ap')).toThrow(/at 128 px/);
  });
});
