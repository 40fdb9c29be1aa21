import type { Machine } from './machine.ts';
import { outerName, outerRows, productName, tileRows } from './products.ts';
import {
  addBias,
  addBiasGradient,
  type BatchMap,
  type Layer,
  type Trained,
  writeGradient,
} from './values.ts';

/** A kernel [in, out] as it lies, packed for a product: tiles of rows, of each the depths, of each the rows' values. */
function pack(
  machine: Machine,
  to: number,
  rows: number,
  depth: number,
  weight: (row: number, depth: number) => number,
): void {
  const { values } = machine;
  let at = to / 4;
  for (let first = 0; first < rows; first += tileRows) {
    const last = Math.min(rows, first + tileRows);
    for (let k = 0; k < depth; k++)
      for (let row = first; row < last; row++) values[at++] = values[weight(row, k)] as number;
  }
}

/** y (+)= a · x, where `a` was packed: `rows` of y from `depth` of x, rows of so many bytes. */
function multiply(
  machine: Machine,
  a: number,
  [x, y]: readonly [x: number, y: number],
  [rows, depth, bytes]: readonly [rows: number, depth: number, bytes: number],
  adds: boolean,
): void {
  for (let first = 0; first < rows; first += tileRows) {
    const tile = Math.min(tileRows, rows - first);
    machine.run(productName(tile, adds), a + 4 * first * depth, x, y + first * bytes, depth, bytes);
  }
}

/** w [rows, columns] += the sum over all that lies in a row of d · x. */
export function addOuter(
  machine: Machine,
  [d, x, w]: readonly [d: number, x: number, w: number],
  [rows, columns, bytes]: readonly [rows: number, columns: number, bytes: number],
): void {
  for (let m = 0; m < rows; m += outerRows) {
    const tall = Math.min(outerRows, rows - m);
    const whole = machine.routine(outerName(tall, outerRows));
    const rest = machine.routine(outerName(tall, columns % outerRows || outerRows));
    for (let k = 0; k < columns; k += outerRows) {
      const run = k + outerRows <= columns ? whole : rest;
      run(d + m * bytes, x + k * bytes, w + 4 * (m * columns + k), bytes, 4 * columns);
    }
  }
}

/** What a layer of products needs. */
export interface DenseOptions {
  readonly input: BatchMap;
  readonly output: BatchMap;
  /** [in, out]. */
  readonly kernel: Trained;
  readonly bias: Trained | undefined;
  /** Places for the packed kernel, and for a gradient that is to be added. */
  readonly packed: number;
  readonly scratch: number;
}

/** A 1×1 convolution, or a dense layer: every output channel sees every input channel of its pixel. */
export function denseLayer({ input, output, kernel, bias, packed, scratch }: DenseOptions): Layer {
  const [ins, outs] = [input.channels, output.channels];
  const weight = kernel.at / 4;
  return {
    inputs: [input],
    output,
    forward(machine) {
      pack(machine, packed, outs, ins, (row, k) => weight + k * outs + row);
      multiply(machine, packed, [input.at, output.at], [outs, ins, input.rowBytes], false);
      addBias(machine, output, bias);
    },
    backward(machine) {
      const gradient = output.gradient as number;
      addOuter(machine, [input.at, gradient, kernel.gradient], [ins, outs, input.rowBytes]);
      addBiasGradient(machine, output, bias, scratch);
      if (input.gradient === null) return;
      pack(machine, packed, ins, outs, (row, k) => weight + row * outs + k);
      multiply(machine, packed, [gradient, input.gradient], [ins, outs, input.rowBytes], input.begun);
      input.begun = true;
    },
  };
}

/** The window of a convolution that reads the pictures themselves. */
export interface PictureWindow {
  readonly side: number;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
}

/**
 * A convolution on pictures, whose gradient nobody needs: what its windows see is laid out as channels of a map first, [side, side,
 * channels], and each is a product then.
 * @param seen place of that map
 */
export function pictureLayer(
  options: Omit<DenseOptions, 'scratch'>,
  { side, stride, top, left }: PictureWindow,
  seen: BatchMap,
): Layer {
  const { input, output } = options;
  const [height, width, channels] = input.shape;
  const [rows, columns] = output.shape;
  const { pictures } = output;
  const inner = denseLayer({ ...options, input: seen, scratch: 0 });
  return {
    inputs: [input],
    output,
    forward(machine, training) {
      machine.fill(seen.at, seen.count, 0);
      for (let ky = 0; ky < side; ky++)
        for (let kx = 0; kx < side; kx++)
          for (let c = 0; c < channels; c++)
            for (let oy = 0; oy < rows; oy++) {
              const y = oy * stride + ky - top;
              if (y < 0 || y >= height) continue;
              for (let ox = 0; ox < columns; ox++) {
                const x = ox * stride + kx - left;
                if (x < 0 || x >= width) continue;
                const from = input.at + 4 * pictures * ((c * height + y) * width + x);
                const tap = (ky * side + kx) * channels + c;
                const to = seen.at + 4 * pictures * ((tap * rows + oy) * columns + ox);
                machine.copy(from, to, pictures);
              }
            }
      inner.forward(machine, training);
    },
    backward: (machine) => inner.backward(machine),
  };
}

/** The sum of two maps of one shape. */
export function addLayer(inputs: readonly [BatchMap, BatchMap], output: BatchMap, scratch: number): Layer {
  return {
    inputs,
    output,
    forward(machine) {
      machine.copy(inputs[0].at, output.at, output.count);
      machine.run('addTo', inputs[1].at, output.at, 4 * output.count);
    },
    backward(machine) {
      for (const input of inputs)
        writeGradient(machine, input, scratch, (at) =>
          machine.copy(output.gradient as number, at, output.count),
        );
    },
  };
}
