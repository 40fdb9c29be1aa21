import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { pair } from '../../models/graph/shape.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import {
  depthwiseConvolution,
  pointwiseConvolution,
  routinesFor,
  swish,
  swishInPlace,
} from '../../src/engine/executors/tfjs/wasm/fast.ts';
import { plainRoutines, relaxedRoutines } from '../../src/engine/executors/tfjs/wasm/routines.ts';
import { assemble } from '../../src/engine/wasm/assembler.ts';

/** x / (1 + e^−x) in float64. */
const exact = (x: number) => x / (1 + Math.exp(-x));
const activated = (x: number, activation: 'swish' | 'relu' | 'relu6' | undefined) => {
  if (activation === undefined) return x;
  return activation === 'swish'
    ? exact(x)
    : Math.min(Math.max(x, 0), activation === 'relu6' ? 6 : Number.POSITIVE_INFINITY);
};
/** Numbers between −4 and 4 without a generator. */
const values = (count: number, start = 1) =>
  Float32Array.from({ length: count }, (_, i) => 8 * (((start + i) * 0.6180339887) % 1) - 4);

describe.each([
  ['every processor', plainRoutines],
  ['relaxed SIMD', relaxedRoutines],
] as const)('swish for %s', (_, routines) => {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const module = new WebAssembly.Module(assemble(routines));
  const { exports } = new WebAssembly.Instance(module, { environment: { memory } });
  const run = exports.swish as (from: number, to: number, count: number) => void;

  test('is right to a few units in the last place, from −80 to 80', () => {
    const heap = new Float32Array(memory.buffer);
    const count = 16_000;
    for (let i = 0; i < count; i++) heap[i] = -80 + i / 100;
    const given = heap.slice(0, count);
    run(0, 0, count);
    let worst = 0;
    given.forEach((x, i) => {
      if (x !== 0) worst = Math.max(worst, Math.abs((heap[i] ?? 0) / exact(x) - 1));
    });
    expect(worst).toBeLessThan(5e-7);
  });

  test('keeps what is no number, and does not run over at the ends', () => {
    const heap = new Float32Array(memory.buffer);
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, 1000, -1000, 0, -0.001, 0.001];
    heap.set(odd, 100);
    expect(odd).toHaveLength(7);
    heap.fill(7, 200, 210);
    run(400, 800, 7);
    const [nan, infinite, large, small, zero, ...rest] = heap.slice(200, 210);
    expect(nan).toBeNaN();
    expect(infinite).toBe(Number.POSITIVE_INFINITY);
    expect(large).toBe(1000);
    expect(Math.abs(small ?? 1)).toBeLessThan(1e-30);
    expect(zero).toBe(0);
    expect(rest[0]).toBeCloseTo(exact(-0.001), 9);
    expect(rest[1]).toBeCloseTo(exact(0.001), 9);
    expect(rest.slice(2)).toEqual([7, 7, 7]);
  });
});

describe('on the memory of TF.js', () => {
  let own: ReturnType<typeof routinesFor>;
  beforeEach(async () => {
    await useNodeBackend('wasm');
    own = routinesFor(tf.backend());
  });

  test('swish makes a new map or works where the map lies', () => {
    const given = values(3 * 5 * 7);
    const x = tf.tensor4d(given, [1, 3, 5, 7]);
    const y = swish(own, x);
    expect(x.dataSync()).toEqual(given);
    expect(swishInPlace(own, x)).toBe(true);
    expect(x.dataSync()).toEqual(y?.dataSync());
    y?.dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo(exact(given[i] ?? 0), 5);
    });
    const before = tf.memory().numTensors;
    tf.dispose([x, y as tf.Tensor]);
    expect(tf.memory().numTensors).toBe(before - 2);
  });

  // Heights that leave every remainder of the tiles; widths of whole and of half tiles; several blocks of rows.
  test.each([
    [1, 4, 4],
    [5, 8, 12],
    [7, 16, 36],
    [11, 12, 8],
    [13, 40, 108],
    [600, 24, 96],
  ])('a 1×1 convolution of %i cells from %i to %i channels, with its swish', (cells, depth, columns) => {
    const [a, b, c] = [values(cells * depth), values(depth * columns, 31), values(columns, 77)];
    const x = tf.tensor4d(a, [1, cells, 1, depth]);
    const kernel = tf.tensor4d(b, [1, 1, depth, columns]);
    const bias = tf.tensor1d(c);
    for (const activation of [undefined, 'swish', 'relu', 'relu6'] as const) {
      const found = pointwiseConvolution(own, x, kernel, bias, activation)?.dataSync() ?? new Float32Array();
      expect(found).toHaveLength(cells * columns);
      let worst = 0;
      for (let cell = 0; cell < cells; cell++)
        for (let column = 0; column < columns; column++) {
          let sum = c[column] ?? 0;
          for (let k = 0; k < depth; k++) sum += (a[cell * depth + k] ?? 0) * (b[k * columns + column] ?? 0);
          const expected = activated(sum, activation);
          worst = Math.max(worst, Math.abs((found[cell * columns + column] ?? Number.NaN) - expected));
        }
      expect(worst).toBeLessThan(1e-6 * depth * 16);
    }
  });

  // Both windows and strides, even and uneven padding, rows shorter than a tile, and a map that its window covers whole.
  test.each([
    [9, 10, 8, 3, 1, [1, 1, 1, 1]],
    [9, 10, 8, 3, 2, [0, 0, 1, 1]],
    [12, 13, 4, 5, 1, [2, 2, 2, 2]],
    [12, 13, 12, 5, 2, [1, 2, 2, 1]],
    [6, 3, 4, 3, 1, [1, 1, 1, 1]],
    [2, 1, 16, 5, 1, [2, 2, 2, 2]],
    [7, 7, 8, 3, 1, [0, 0, 0, 0]],
  ] as const)(
    'a depthwise convolution of %i×%i×%i by %i, stride %i, padding %j',
    (height, width, channels, kernelSize, stride, [top, left, bottom, right]) => {
      const given = values(height * width * channels);
      const weights = values(kernelSize * kernelSize * channels, 31);
      const added = values(channels, 77);
      const x = tf.tensor4d(given, [1, height, width, channels]);
      const kernel = tf.tensor4d(weights, [kernelSize, kernelSize, channels, 1]);
      const padding = { top, left, bottom, right };
      for (const [bias, activation] of [
        [undefined, undefined],
        [tf.tensor1d(added), 'swish'],
        [tf.tensor1d(added), 'relu6'],
      ] as const) {
        const y = depthwiseConvolution(
          own,
          x,
          kernel,
          bias,
          { kernelSize: pair(kernelSize), stride: pair(stride), padding },
          activation,
        );
        const [, outHeight = 0, outWidth = 0] = y?.shape ?? [];
        expect(outHeight).toBe(Math.floor((height + top + bottom - kernelSize) / stride) + 1);
        const found = y?.dataSync() ?? new Float32Array();
        for (let i = 0; i < found.length; i++) {
          const channel = i % channels;
          const column = Math.floor(i / channels) % outWidth;
          const row = Math.floor(i / channels / outWidth);
          let sum = bias === undefined ? 0 : (added[channel] ?? 0);
          for (let ky = 0; ky < kernelSize; ky++)
            for (let kx = 0; kx < kernelSize; kx++) {
              const [line, place] = [row * stride - top + ky, column * stride - left + kx];
              if (line < 0 || line >= height || place < 0 || place >= width) continue;
              const value = given[(line * width + place) * channels + channel] ?? 0;
              sum += value * (weights[(ky * kernelSize + kx) * channels + channel] ?? 0);
            }
          expect(Math.abs((found[i] ?? Number.NaN) - activated(sum, activation))).toBeLessThan(1e-4);
        }
      }
    },
  );

  test('other widths and other backends are left to TF.js', async () => {
    const make = (depth: number, columns: number, routines = own) => {
      const [x, kernel] = [tf.zeros<tf.Rank.R4>([1, 2, 2, depth]), tf.zeros([1, 1, depth, columns])];
      return pointwiseConvolution(routines, x, kernel, tf.zeros([columns]));
    };
    expect(make(4, 4)).not.toBeNull();
    expect(make(6, 4)).toBeNull();
    expect(make(4, 6)).toBeNull();
    const around = {
      kernelSize: pair(7),
      stride: pair(1),
      padding: { top: 3, left: 3, bottom: 3, right: 3 },
    };
    const wide = tf.zeros<tf.Rank.R4>([1, 8, 8, 4]);
    expect(depthwiseConvolution(own, wide, tf.zeros([7, 7, 4, 1]), undefined, around)).toBeNull();
    await useNodeBackend('cpu');
    expect(make(4, 4, null)).toBeNull();
    expect(swish(null, tf.zeros([1, 1, 1, 4]))).toBeNull();
  });
});
