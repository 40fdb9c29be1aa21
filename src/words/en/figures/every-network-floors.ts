import { exact, significant } from '../quantity.ts';

interface Reached {
  readonly label: string;
  readonly dispatches: number;
  readonly reached: number;
}

const percent = (share: number) => `${significant(100 * share, 2)}\u202f%`;
const many = (count: number) => `${exact(count)} dispatch${count === 1 ? '' : 'es'}`;

export const columns = [
  'network',
  'dispatches',
  'bytes that its program moves',
  'at the least (ms)',
  'median here (ms)',
  '% of that speed reached',
];

export const floors = {
  summary: 'What our own engine asked of this device, and how near it came',
  caption: 'At the least: each dispatch’s start, then the longer of computing and moving bytes',
  /** From few dispatches to many. `start`: seconds of one more. */
  lesson: (reached: readonly Reached[], start: number) => {
    const first = reached[0];
    const last = reached.at(-1);
    if (first === undefined || last === undefined) return '';
    const each = `${significant(start * 1e6, 2)}\u202fµs to start`;
    if (reached.length === 1)
      return `On our own engine ${first.label} is ${many(first.dispatches)}, ${each}. At this device’s ceilings its program reached ${percent(first.reached)} of the speed that it could have.`;
    const byShare = [...reached].sort((a, b) => a.reached - b.reached);
    const [low, high] = [byShare[0] ?? first, byShare.at(-1) ?? last];
    return `On our own engine these networks are ${exact(first.dispatches)} to ${many(last.dispatches)}, each ${each}. At this device’s ceilings their programs reached ${percent(low.reached)} (${low.label}) to ${percent(high.reached)} (${high.label}) of the speed that they could have.`;
  },
};
