import { expect, test } from 'vitest';
import { efficientNet } from '../families/efficientnet/network.ts';
import { released } from '../families/efficientnet/sizes.ts';
import { GraphBuilder } from '../operators/builder.ts';
import { liveness } from './liveness.ts';

test('a map is freed after its last reader, and the worst moment is found', () => {
  const b = new GraphBuilder('residual');
  const x = b.input([2, 2, 1]); // 16 bytes
  const wide = b.conv2d(x, { name: 'wide', filters: 4, kernelSize: 1 }); // 64
  const narrow = b.conv2d(wide, { name: 'narrow', filters: 1, kernelSize: 1 }); // 16
  b.output('y', b.add([narrow, x], { name: 'add' })); // 16
  const plan = liveness(b.build());
  expect(plan.freeAfter).toEqual([[], [], [wide], [x, narrow]]);
  expect(plan).toMatchObject({ peakBytes: 16 + 64 + 16, peakAt: narrow });
  expect(liveness(b.build(), [wide]).freeAfter[2]).toEqual([]);
});

test('B0: every map but the outputs is freed exactly once, none before it was made', () => {
  const graph = efficientNet(released.B0);
  const { freeAfter, peakBytes } = liveness(graph);
  const freed = freeAfter.flat();
  expect(new Set(freed).size).toBe(freed.length);
  expect(freed.length).toBe(graph.ops.length - Object.keys(graph.outputs).length);
  graph.ops.forEach((op, id) => {
    for (const input of op.inputs) expect(freeAfter.slice(0, id).flat()).not.toContain(input);
  });
  // Two maps of the first expansion, 112×112×96 each, are alive at once.
  expect(peakBytes).toBeGreaterThanOrEqual(2 * 112 * 112 * 96 * 4);
  expect(peakBytes).toBeLessThan(3 * 112 * 112 * 96 * 4);
});
