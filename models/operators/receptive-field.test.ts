import { expect, test } from 'vitest';
import { efficientNet } from '../families/efficientnet/network.ts';
import { released } from '../families/efficientnet/sizes.ts';
import { findTensor } from '../graph/graph.ts';
import { GraphBuilder } from './builder.ts';
import { fieldOf, fieldOfCell } from './receptive-field.ts';

test('two 3×3 layers, the second at stride 2: 5 pixels, one cell every 2', () => {
  const b = new GraphBuilder('two');
  const x = b.input([9, 9, 1]);
  const y = b.conv2d(x, { name: 'a', filters: 1, kernelSize: 3 });
  const z = b.output('z', b.conv2d(y, { name: 'b', filters: 1, kernelSize: 3, stride: 2 }));
  const graph = b.build();
  const field = fieldOf(graph, z);
  // SAME of 9 at stride 2 pads one cell on each side.
  expect(field.vertical).toEqual({ start: -2, end: 2, stride: 2 });
  expect(fieldOfCell(graph, field, 0, 2)).toEqual([0, 2, 2, 6]);
});

test('a skip widens nothing, an upsampled map reads coarser cells', () => {
  const b = new GraphBuilder('up');
  const x = b.input([8, 8, 1]);
  const down = b.maxPool(x, { name: 'down', kernelSize: 2, stride: 2 });
  const up = b.resizeNearest(down, { name: 'up', size: [8, 8] });
  const sum = b.output('sum', b.add([x, up], { name: 'sum' }));
  const field = fieldOf(b.build(), sum);
  expect(field.horizontal.stride).toBe(1);
  expect(field.horizontal.end - field.horizontal.start).toBe(2);
  expect(field.global).toBe(false);
});

// Field sizes of B0 as the recurrence r ← r + (k − 1)·jump gives them over the table of stages.
test('B0: stem 3, then wider with every kernel; squeeze and excitation makes it global', () => {
  const graph = efficientNet(released.B0);
  const width = (tap: string) => {
    const { start, end } = fieldOf(graph, findTensor(graph, tap)).horizontal;
    return end - start + 1;
  };
  let size = 3;
  let jump = 2;
  const rows: [number, number, number, number][] = [
    [2, 3, 1, 1],
    [3, 3, 2, 2],
    [4, 5, 2, 2],
    [5, 3, 2, 3],
    [6, 5, 1, 3],
    [7, 5, 2, 4],
    [8, 3, 1, 1],
  ];
  expect(width('stem')).toBe(size);
  for (const [stage, kernel, stride, repeats] of rows)
    for (let block = 0; block < repeats; block++) {
      size += (kernel - 1) * jump;
      if (block === 0) jump *= stride;
      expect(width(`stage${stage}/block${block}/output`)).toBe(size);
    }
  expect(fieldOf(graph, findTensor(graph, 'stem')).global).toBe(false);
  expect(fieldOf(graph, findTensor(graph, 'stage2/block0/output')).global).toBe(true);
});
