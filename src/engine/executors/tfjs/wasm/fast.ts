import * as tf from '@tensorflow/tfjs-core';
import type { Window } from '../../../../../models/graph/shape.ts';
import type { Activation } from '../../../../../models/operators/kinds/activation.ts';
import { assemble } from '../../../wasm/assembler.ts';
import {
  depthwiseName,
  plainRoutines,
  productName,
  relaxedRoutines,
  tileCells,
  tileRows,
} from './routines.ts';

type RoutineCall = (...values: number[]) => void;

/** What TF.js' WebAssembly backend keeps but its types leave out: its memory, where each tensor lies in it, and how one is made. */
interface Heap {
  readonly wasm: { readonly asm?: { readonly memory?: WebAssembly.Memory } };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
}

/** The project's own routines, working on the memory of one backend. */
export interface Routines {
  readonly heap: Heap;
  readonly swish: RoutineCall;
  /** Convolutions, and the activations that they apply themselves, by name; null where the processor or the browser has no relaxed SIMD. */
  readonly convolutions: ReadonlyMap<string, RoutineCall> | null;
}

function instantiate(
  bytes: Uint8Array<ArrayBuffer>,
  memory: WebAssembly.Memory,
): Record<string, RoutineCall> | null {
  if (!WebAssembly.validate(bytes)) return null;
  const module = new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(module, { environment: { memory } });
  return exports as Record<string, RoutineCall>;
}

function make(heap: Heap): Routines | null {
  const memory = heap.wasm.asm?.memory;
  if (!(memory instanceof WebAssembly.Memory)) return null;
  const relaxed = instantiate(assemble(relaxedRoutines), memory);
  const found = relaxed ?? instantiate(assemble(plainRoutines), memory);
  if (found?.swish === undefined) return null;
  return { heap, swish: found.swish, convolutions: relaxed && new Map(Object.entries(relaxed)) };
}

const made = new WeakMap<object, Routines | null>();

/** The routines for a WebAssembly backend of TF.js, made once; null where it has no SIMD. */
export function routinesFor(backend: object): Routines | null {
  let known = made.get(backend);
  if (known === undefined) {
    known = make(backend as Heap);
    made.set(backend, known);
  }
  return known;
}

const addressOf = ({ heap }: Routines, tensor: tf.Tensor) => heap.dataIdMap.get(tensor.dataId).memoryOffset;

/** A new tensor of TF.js for a result of ours; it belongs to the tidy around it as any other. */
function empty({ heap }: Routines, shape: [number, number, number, number]): tf.Tensor4D {
  return tf.engine().makeTensorFromTensorInfo(heap.makeOutput(shape, 'float32')) as tf.Tensor4D;
}

/** x · sigmoid(x) in one pass; null where there is no routine for it. */
export function swish(own: Routines | null, x: tf.Tensor4D): tf.Tensor4D | null {
  if (own === null) return null;
  const y = empty(own, x.shape);
  own.swish(addressOf(own, x), addressOf(own, y), x.size);
  return y;
}

/** The same where the map lies; only for a map that nobody else can see. False where there is no routine for it. */
export function swishInPlace(own: Routines | null, x: tf.Tensor4D): boolean {
  if (own === null) return false;
  const address = addressOf(own, x);
  own.swish(address, address, x.size);
  return true;
}

/** Whether a convolution of ours applies an activation to its result; others are left to be done. */
export function inPlace(activation: Activation | undefined): activation is 'swish' | 'relu' | 'relu6' {
  return activation === 'swish' || activation === 'relu' || activation === 'relu6';
}

/** Bytes of a block of the result: it is still in the processor's cache when its activation comes. */
const blockBytes = 1 << 17;

/** A 1×1 convolution of stride 1 with bias, and with the activation where it can be done in place; null where there is no routine for it. */
export function pointwiseConvolution(
  own: Routines | null,
  x: tf.Tensor4D,
  kernel: tf.Tensor,
  bias: tf.Tensor,
  activation?: Activation,
): tf.Tensor4D | null {
  const [n, height, width, depth] = x.shape;
  const columns = bias.size;
  if (own === null || own.convolutions === null || depth % 4 !== 0 || columns % 4 !== 0) return null;
  const { convolutions } = own;
  const activated = inPlace(activation) ? convolutions.get(activation) : undefined;
  const y = empty(own, [n, height, width, columns]);
  const [a, b, c, out] = [x, kernel, bias, y].map((tensor) => addressOf(own, tensor)) as [
    number,
    number,
    number,
    number,
  ];
  const rows = n * height * width;
  const [tallest] = tileRows;
  const block = Math.max(1, Math.floor(blockBytes / (4 * columns * tallest))) * tallest;
  for (let first = 0; first < rows; first += block) {
    const count = Math.min(block, rows - first);
    for (let column = 0; column < columns; column += 8) {
      const vectors = column + 8 <= columns ? 2 : 1;
      let done = 0;
      for (const tall of tileRows) {
        const tiles = Math.floor((count - done) / tall);
        if (tiles === 0) continue;
        const from = a + (first + done) * depth * 4;
        const to = out + ((first + done) * columns + column) * 4;
        convolutions.get(productName(tall, vectors))?.(
          from,
          b + column * 4,
          c + column * 4,
          to,
          tiles,
          depth,
          depth * 4,
          columns * 4,
        );
        done += tiles * tall;
      }
    }
    const start = out + first * columns * 4;
    activated?.(start, start, count * columns);
  }
  return y;
}

/** A depthwise convolution of a square window, with the activation where it can be done in place; null where there is no routine for it. */
export function depthwiseConvolution(
  own: Routines | null,
  x: tf.Tensor4D,
  kernel: tf.Tensor,
  bias: tf.Tensor | undefined,
  { kernelSize: [size], stride: [stride], padding }: Window,
  activation?: Activation,
): tf.Tensor4D | null {
  const [n, height, width, channels] = x.shape;
  const { top, left } = padding;
  const outHeight = Math.floor((height + top + padding.bottom - size) / stride) + 1;
  const outWidth = Math.floor((width + left + padding.right - size) / stride) + 1;
  const tiles = own?.convolutions?.get(depthwiseName(size, stride));
  const cell = own?.convolutions?.get(depthwiseName(size));
  if (!own || !tiles || !cell || n !== 1 || channels % 4 !== 0 || outHeight < 1 || outWidth < 1) return null;
  const y = empty(own, [1, outHeight, outWidth, channels]);
  const activated = inPlace(activation) ? own.convolutions?.get(activation) : undefined;
  // What lies above and below the map, and the bias where there is none.
  const zeros = tf.zeros([width * channels]);
  const [from, weights, nothing, out] = [x, kernel, zeros, y].map((tensor) => addressOf(own, tensor)) as [
    number,
    number,
    number,
    number,
  ];
  const added = bias === undefined ? nothing : addressOf(own, bias);
  const bytes = channels * 4;
  // Cells whose whole window lies within the map's columns: from the first to before the last.
  const first = Math.min(outWidth, Math.ceil(left / stride));
  const last = Math.max(first, Math.min(outWidth, Math.floor((width + left - size) / stride) + 1));
  for (let row = 0; row < outHeight; row++) {
    const seen = Array.from({ length: size }, (_, ky) => {
      const line = row * stride - top + ky;
      return line >= 0 && line < height ? from + line * width * bytes : nothing;
    });
    const to = out + row * outWidth * bytes;
    const single = (at: number) => {
      const start = at * stride - left;
      const skipped = Math.max(0, -start);
      const taps = Math.min(size, width - start) - skipped;
      const lines = seen.map((line) => line + (start + skipped) * bytes);
      cell(...lines, weights + skipped * bytes, added, to + at * bytes, taps, bytes);
    };
    const whole = Math.floor((last - first) / tileCells);
    const rest = first + whole * tileCells;
    for (let at = 0; at < first; at++) single(at);
    if (whole > 0) {
      const lines = seen.map((line) => line + (first * stride - left) * bytes);
      tiles(...lines, weights, added, to + first * bytes, whole, bytes);
    }
    for (let at = rest; at < outWidth; at++) single(at);
    activated?.(to, to, outWidth * channels);
  }
  zeros.dispose();
  return y;
}
