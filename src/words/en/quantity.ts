import { quantities } from '../quantity.ts';

/** How numbers, units and lists are written in English. */
export const { exact, fixed, upTo, rounded, significant, precise, times, percent, bytes, signed, listed } =
  quantities({
    tag: 'en-US',
    scales: [
      [1e12, 'trillion'],
      [1e9, 'billion'],
      [1e6, 'million'],
    ],
    bytes: 'bytes',
  });
