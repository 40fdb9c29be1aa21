import { significant } from '../../words/en/quantity.ts';

/** `1.24 s`, `36.1 ms`. */
export function duration(milliseconds: number): string {
  return milliseconds >= 1000
    ? `${significant(milliseconds / 1000)}\u202fs`
    : `${significant(milliseconds)}\u202fms`;
}
