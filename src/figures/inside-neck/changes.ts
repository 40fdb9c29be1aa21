import type { Property } from '../../parts/shell/property.ts';

/** Raw weights that the reader has put in place of the learned ones, by node (`cell0/node5`), one an input. */
export type Changes = Readonly<Record<string, readonly number[]>>;

/** Largest raw weight that a slider reaches; a learned one may lie beyond and is then where it lies. */
export const largestWeight = 3;
const mostNodes = 40;
const form = /^c(\d{1,2})n(\d{1,2})((?:_-?\d{1,2}(?:\.\d{1,2})?|_x){2,5})$/;

/** `c0n5_1.2_x~c1n6_0.5_0.5`: cell, node, then a weight an input; x is a cut edge. */
export function writeChanges(changes: Changes, cut: number): string {
  return Object.entries(changes)
    .map(([key, raw]) => {
      const [, cell, node] = /^cell(\d+)\/node(\d+)$/.exec(key) ?? [];
      const weights = raw.map((w) => (w === cut ? 'x' : String(Math.round(w * 100) / 100)));
      return `c${cell}n${node}_${weights.join('_')}`;
    })
    .join('~');
}

/** Reads what `writeChanges` wrote; parts that are no such thing are left out. */
export function readChanges(text: string, cut: number): Changes {
  const changes: Record<string, readonly number[]> = {};
  for (const part of text.split('~').slice(0, mostNodes)) {
    const [, cell, node, weights] = form.exec(part) ?? [];
    if (weights === undefined) continue;
    changes[`cell${cell}/node${node}`] = weights
      .slice(1)
      .split('_')
      .map((w) => (w === 'x' ? cut : Number(w)));
  }
  return changes;
}

/** The changes as they stand in an address: text of a known form, empty for none. */
export function changesProperty(key: string): Property<string> {
  const whole = (text: string) =>
    text === '' || (text.length <= 1200 && text.split('~').every((part) => form.test(part)));
  return {
    key,
    default: '',
    read: (text) => (whole(text) ? { value: text, clamped: false } : undefined),
    write: (value) => (whole(value) ? value : ''),
    clamp: (value) => (whole(value) ? value : ''),
  };
}
