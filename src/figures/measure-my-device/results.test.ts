import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import type { Measurement } from './logic.ts';
import Results from './Results.svelte';

const measured: Measurement = {
  id: 'B0',
  label: 'B0',
  series: 'released',
  runsOn: 'WebGPU · own engine',
  adapter: 'a test',
  multiplyAdds: 2e9,
  bytesMoved: 5e6,
  memoryBytes: 1,
  heldBytes: null,
  program: {
    bytes: 3e6,
    dispatches: [
      { multiplyAdds: 2e9, bytes: 1e6 },
      { multiplyAdds: 0, bytes: 2e6 },
    ],
  },
  compileMs: 1,
  runsMs: [8, 8.04, 8.1],
};
const text = (ceilings: Parameters<typeof Results>[1]['ceilings'], of: Measurement = measured) =>
  render(Results, { props: { measured: [of], ceilings } })
    .body.replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

test('our own engine’s program: dispatches, bytes, the least time and the share that was reached', () => {
  const known = text({ arithmetic: 1e12, bandwidth: 1e9, dispatch: 1e-5 });
  expect(known).toContain('B0 is 2 dispatches here, which move 3.00 MB.');
  // 4.02 ms at the least, 8.04 in the middle.
  expect(known).toContain(
    'At this device’s ceilings, and 10 µs to start each, that takes 4.02 ms at the least: the median reached 50 % of that speed.',
  );
});

test('without ceilings the program alone, and of another engine nothing', () => {
  expect(text(null)).toContain('which move 3.00 MB.');
  expect(text(null)).not.toContain('at the least');
  expect(text(null, { ...measured, program: null })).not.toContain('dispatches');
});
