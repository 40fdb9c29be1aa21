import type { Shape } from '../../../models/graph/shape.ts';
import type { Machine } from './machine.ts';

/** A map of a batch: [channel][pixel][picture], float32, and its gradient where one is needed. */
export interface BatchMap {
  readonly shape: Shape;
  readonly channels: number;
  readonly pixels: number;
  readonly pictures: number;
  /** Values in all, and values and bytes of one channel. */
  readonly count: number;
  readonly row: number;
  readonly rowBytes: number;
  /** Where the values lie. */
  readonly at: number;
  /** Where the gradient lies; given when a backward pass is planned. */
  gradient: number | null;
  /** Whether something of this step's gradient lies there already. */
  begun: boolean;
}

export function batchMap(shape: Shape, pictures: number, at: number): BatchMap {
  const [height, width, channels] = shape;
  const pixels = height * width;
  const row = pixels * pictures;
  return {
    shape,
    channels,
    pixels,
    pictures,
    count: channels * row,
    row,
    rowBytes: 4 * row,
    at,
    gradient: null,
    begun: false,
  };
}

/** Where a parameter, its gradient and what the optimizer keeps of it lie. */
export interface Trained {
  readonly name: string;
  readonly count: number;
  readonly at: number;
  readonly gradient: number;
}

/** One step of a network: forward, and the gradients of its parameters and inputs from that of its output. */
export interface Layer {
  readonly inputs: readonly BatchMap[];
  readonly output: BatchMap;
  /** @param training batch norms use the batch, and follow it */
  forward(machine: Machine, training: boolean): void;
  /** Adds to the gradients of the parameters and writes, or adds to, those of the inputs. */
  backward(machine: Machine): void;
}

/**
 * Lets a layer write the gradient of one of its inputs. Where another has begun it, what is written goes to `scratch` and is added.
 */
export function writeGradient(
  machine: Machine,
  map: BatchMap,
  scratch: number,
  write: (at: number) => void,
): void {
  if (map.gradient === null) return;
  if (!map.begun) {
    write(map.gradient);
    map.begun = true;
    return;
  }
  write(scratch);
  machine.run('addTo', scratch, map.gradient, 4 * map.count);
}

/** Adds a layer's bias, one value a channel, to what it made. */
export function addBias(machine: Machine, output: BatchMap, bias: Trained | undefined): void {
  if (bias === undefined) return;
  for (let c = 0; c < output.channels; c++)
    machine.run('shift', output.at + c * output.rowBytes, bias.at + 4 * c, output.rowBytes);
}

/** Adds to the bias's gradient what that of the output gives it. `scratch`: a place for one value. */
export function addBiasGradient(
  machine: Machine,
  output: BatchMap,
  bias: Trained | undefined,
  scratch: number,
): void {
  if (bias === undefined) return;
  for (let c = 0; c < output.channels; c++) {
    machine.run('sum', (output.gradient as number) + c * output.rowBytes, scratch, output.rowBytes);
    machine.put(bias.gradient + 4 * c, machine.at(bias.gradient + 4 * c) + machine.at(scratch));
  }
}
