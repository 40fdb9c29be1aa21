import type { Machine } from './machine.ts';
import {
  addBias,
  addBiasGradient,
  type BatchMap,
  type Layer,
  type Trained,
  writeGradient,
} from './values.ts';
import { windowName, windowWeightsName } from './windows.ts';

// Layers that take each channel by itself.

/** What a depthwise convolution needs. */
export interface DepthwiseOptions {
  readonly input: BatchMap;
  readonly output: BatchMap;
  /** [side, side, channels, 1]. */
  readonly kernel: Trained;
  readonly bias: Trained | undefined;
  readonly side: number;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
  /** Places for one padded channel, for its window's weights and for a gradient that is to be added. */
  readonly padded: number;
  readonly window: number;
  readonly scratch: number;
}

/** Values of a channel with the rim that its windows, or those of its gradient, look into. */
export function paddedCount({ shape: [height, width], pictures }: BatchMap, side: number): number {
  return (height + 2 * side) * (width + 2 * side) * pictures;
}

/** A map of one channel with a rim of zeros. */
class Padded {
  readonly #at: number;
  readonly #width: number;
  readonly #pictures: number;
  readonly #count: number;

  constructor(at: number, height: number, width: number, pictures: number) {
    this.#at = at;
    this.#width = width;
    this.#pictures = pictures;
    this.#count = height * width * pictures;
  }

  get rowBytes(): number {
    return 4 * this.#width * this.#pictures;
  }

  clear(machine: Machine): void {
    machine.fill(this.#at, this.#count, 0);
  }

  /** Lays a channel of so many rows and columns in, its cells `apart`, the first at a row and a column. */
  put(
    machine: Machine,
    from: number,
    [rows, columns]: readonly [number, number],
    apart: number,
    [top, left]: readonly [number, number],
  ): void {
    const pictures = this.#pictures;
    const place = (y: number, x: number) => this.#at + 4 * pictures * (y * this.#width + x);
    for (let y = 0; y < rows; y++) {
      const row = from + 4 * pictures * y * columns;
      if (apart === 1) machine.copy(row, place(top + y, left), columns * pictures);
      else
        for (let x = 0; x < columns; x++)
          machine.copy(row + 4 * pictures * x, place(top + y * apart, left + x * apart), pictures);
    }
  }
}

/** A depthwise convolution: every channel is filtered by itself. */
export function depthwiseLayer(options: DepthwiseOptions): Layer {
  const { input, output, kernel, bias, side, stride, top, left, padded, window, scratch } = options;
  const [height, width, channels] = input.shape;
  const [rows, columns] = output.shape;
  const { pictures } = output;
  const cell = 4 * pictures;
  const seenHeight = (rows - 1) * stride + side;
  const seenWidth = (columns - 1) * stride + side;
  const seen = new Padded(
    padded,
    Math.max(seenHeight, top + height),
    Math.max(seenWidth, left + width),
    pictures,
  );
  const back = new Padded(padded, height + side - 1, width + side - 1, pictures);
  const weight = (c: number, tap: number) => kernel.at + 4 * (tap * channels + c);
  const taps = side * side;
  const laySeen = (machine: Machine, c: number) =>
    seen.put(machine, input.at + c * input.rowBytes, [height, width], 1, [top, left]);
  return {
    inputs: [input],
    output,
    forward(machine) {
      const run = machine.routine(windowName(side));
      seen.clear(machine);
      for (let c = 0; c < channels; c++) {
        laySeen(machine, c);
        for (let tap = 0; tap < taps; tap++) machine.put(window + 4 * tap, machine.at(weight(c, tap)));
        const y = output.at + c * output.rowBytes;
        run(padded, window, y, rows, columns, stride * seen.rowBytes, stride * cell, seen.rowBytes);
      }
      addBias(machine, output, bias);
    },
    backward(machine) {
      const gradient = output.gradient as number;
      const weights = machine.routine(windowWeightsName(side));
      addBiasGradient(machine, output, bias, scratch);
      seen.clear(machine);
      for (let c = 0; c < channels; c++) {
        laySeen(machine, c);
        machine.fill(window, taps, 0);
        const d = gradient + c * output.rowBytes;
        for (let ky = 0; ky < side; ky++) {
          const from = padded + ky * seen.rowBytes;
          const to = window + 4 * ky * side;
          weights(from, to, d, rows, columns, stride * seen.rowBytes, stride * cell, seen.rowBytes);
        }
        for (let tap = 0; tap < taps; tap++) {
          const at = kernel.gradient + 4 * (tap * channels + c);
          machine.put(at, machine.at(at) + machine.at(window + 4 * tap));
        }
      }
      const run = machine.routine(windowName(side));
      writeGradient(machine, input, scratch, (to) => {
        back.clear(machine);
        for (let c = 0; c < channels; c++) {
          const rim = [side - 1 - top, side - 1 - left] as const;
          back.put(machine, gradient + c * output.rowBytes, [rows, columns], stride, rim);
          for (let tap = 0; tap < taps; tap++)
            machine.put(window + 4 * tap, machine.at(weight(c, taps - 1 - tap)));
          run(padded, window, to + c * input.rowBytes, height, width, back.rowBytes, cell, back.rowBytes);
        }
      });
    },
  };
}

/** How fast the moving statistics of a batch norm follow the batches. */
const momentum = 0.1;

/** What a batch norm needs. */
export interface NormOptions {
  readonly input: BatchMap;
  readonly output: BatchMap;
  readonly gamma: Trained;
  readonly beta: Trained;
  readonly mean: Trained;
  readonly variance: Trained;
  readonly epsilon: number;
  /** Whether swish stands behind it. */
  readonly swish: boolean;
  /** Place of two values a channel: the batch's mean, and one over its deviation. */
  readonly batch: number;
  /** Place of some values, and of a gradient that is to be added. */
  readonly few: number;
  readonly scratch: number;
}

/** Batch norm, and swish behind it where it is asked for. */
export function normLayer(options: NormOptions): Layer {
  const { input, output, gamma, beta, mean, variance, epsilon, swish, batch, few, scratch } = options;
  const { row, rowBytes, channels } = input;
  const value = (index: number) => few + 4 * index;
  return {
    inputs: [input],
    output,
    forward(machine, training) {
      for (let c = 0; c < channels; c++) {
        const x = input.at + c * rowBytes;
        const [movingMean, movingVariance] = [mean.at + 4 * c, variance.at + 4 * c];
        if (training) {
          machine.run('sum', x, value(0), rowBytes);
          machine.put(batch + 8 * c, machine.at(value(0)) / row);
          machine.run('spread', x, batch + 8 * c, value(0), rowBytes);
          const spread = machine.at(value(0));
          machine.put(batch + 8 * c + 4, 1 / Math.sqrt(spread / row + epsilon));
          const follow = (at: number, to: number) => {
            const before = machine.at(at);
            machine.put(at, before + momentum * (to - before));
          };
          follow(movingMean, machine.at(batch + 8 * c));
          follow(movingVariance, spread / (row - 1));
        } else {
          machine.put(batch + 8 * c, machine.at(movingMean));
          machine.put(batch + 8 * c + 4, 1 / Math.sqrt(machine.at(movingVariance) + epsilon));
        }
        const scale = machine.at(gamma.at + 4 * c) * machine.at(batch + 8 * c + 4);
        machine.put(value(0), scale);
        machine.put(value(1), machine.at(beta.at + 4 * c) - machine.at(batch + 8 * c) * scale);
        const y = output.at + c * rowBytes;
        machine.run(swish ? 'normalizeSwish' : 'normalize', x, y, value(0), value(1), rowBytes);
      }
    },
    backward(machine) {
      writeGradient(machine, input, scratch, (to) => {
        for (let c = 0; c < channels; c++) {
          const x = input.at + c * rowBytes;
          const d = (output.gradient as number) + c * rowBytes;
          const o = to + c * rowBytes;
          const [own, deviation] = [batch + 8 * c, batch + 8 * c + 4];
          const [g, b] = [gamma.at + 4 * c, beta.at + 4 * c];
          if (swish) machine.run('swishBack', x, d, o, own, deviation, g, b, value(0), value(1), rowBytes);
          else machine.run('plainBack', x, d, own, deviation, value(0), value(1), rowBytes);
          const [all, along] = [machine.at(value(0)), machine.at(value(1))];
          const add = (at: number, more: number) => machine.put(at, machine.at(at) + more);
          add(beta.gradient + 4 * c, all);
          add(gamma.gradient + 4 * c, along);
          machine.put(value(0), all / row);
          machine.put(value(1), along / row);
          machine.put(value(2), machine.at(g) * machine.at(deviation));
          const from = swish ? o : d;
          machine.run('normalizeBack', x, from, o, own, deviation, value(0), value(1), value(2), rowBytes);
        }
      });
    },
  };
}

/** Swish or sigmoid of each value. */
export function activationLayer(
  kind: 'swish' | 'sigmoid',
  input: BatchMap,
  output: BatchMap,
  scratch: number,
): Layer {
  return {
    inputs: [input],
    output,
    forward: (machine) => machine.run(kind, input.at, output.at, 4 * input.count),
    backward: (machine) =>
      writeGradient(machine, input, scratch, (to) => {
        const from = kind === 'swish' ? input.at : output.at;
        machine.run(`${kind}Gradient`, from, output.gradient as number, to, 4 * input.count);
      }),
  };
}

/** The mean over all pixels of each channel. */
export function meanLayer(input: BatchMap, output: BatchMap, few: number): Layer {
  const { channels, pixels, rowBytes } = input;
  const part = (machine: Machine) => machine.put(few, 1 / pixels);
  return {
    inputs: [input],
    output,
    forward(machine) {
      part(machine);
      for (let c = 0; c < channels; c++)
        machine.run('mean', input.at + c * rowBytes, output.at + c * output.rowBytes, few, pixels);
    },
    backward(machine) {
      if (input.gradient === null) return;
      part(machine);
      if (!input.begun) machine.fill(input.gradient, input.count, 0);
      input.begun = true;
      const gradient = output.gradient as number;
      for (let c = 0; c < channels; c++)
        machine.run('meanBack', gradient + c * output.rowBytes, input.gradient + c * rowBytes, few, pixels);
    },
  };
}

/** Each channel of the first times one value of the second, the same at every pixel. */
export function gateLayer(
  [input, gate]: readonly [BatchMap, BatchMap],
  output: BatchMap,
  scratch: number,
): Layer {
  const { channels, pixels, rowBytes } = input;
  const each = (run: (row: number, gates: number) => void) => {
    for (let c = 0; c < channels; c++) run(c * rowBytes, c * gate.rowBytes);
  };
  return {
    inputs: [input, gate],
    output,
    forward: (machine) =>
      each((row, gates) => machine.run('gate', input.at + row, gate.at + gates, output.at + row, pixels)),
    backward(machine) {
      const d = output.gradient as number;
      writeGradient(machine, gate, scratch, (to) =>
        each((row, gates) => machine.run('gateGradient', input.at + row, d + row, to + gates, pixels)),
      );
      writeGradient(machine, input, scratch, (to) =>
        each((row, gates) => machine.run('gate', d + row, gate.at + gates, to + row, pixels)),
      );
    },
  };
}
