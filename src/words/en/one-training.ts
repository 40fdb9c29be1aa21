import { fixed, listed } from './quantity.ts';

/** What an interval over scenes leaves out; `others`: what the same recipe reached from other seeds, 0 to 1. */
export const oneTraining = (others: readonly number[]) =>
  others.length === 0
    ? 'one training, whose own luck is not in that'
    : `one training; from ${others.length === 1 ? 'another seed' : 'other seeds'} the same recipe reached ${listed(others.map((each) => fixed(each, 3)))}`;
