import * as tf from '@tensorflow/tfjs-core';
import { assemble } from './assembler.ts';
import { plainRoutines, productName, relaxedRoutines, tileRows } from './routines.ts';

type RoutineCall = (...values: number[]) => void;

/** What TF.js' WebAssembly backend keeps but its types leave out: its memory, and where each tensor lies in it. */
interface Heap {
  readonly wasm: { readonly asm?: { readonly memory?: WebAssembly.Memory } };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
}

/** The project's own routines, working on the memory of one backend. */
interface Routines {
  readonly heap: Heap;
  readonly swish: RoutineCall;
  /** By tile height and width; null where the processor or the browser has no relaxed SIMD. */
  readonly products: ReadonlyMap<string, RoutineCall> | null;
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

const made = new WeakMap<object, Routines | null>();

function make(heap: Heap): Routines | null {
  const memory = heap.wasm.asm?.memory;
  if (!(memory instanceof WebAssembly.Memory)) return null;
  const relaxed = instantiate(assemble(relaxedRoutines), memory);
  const found = relaxed ?? instantiate(assemble(plainRoutines), memory);
  if (found?.swish === undefined) return null;
  return { heap, swish: found.swish, products: relaxed && new Map(Object.entries(relaxed)) };
}

/** The routines of the backend in use; null where it is not WebAssembly with SIMD. */
function routines(): Routines | null {
  if (tf.getBackend() !== 'wasm') return null;
  const backend = tf.backend();
  let known = made.get(backend);
  if (known === undefined) {
    known = make(backend as unknown as Heap);
    made.set(backend, known);
  }
  return known;
}

const addressOf = ({ heap }: Routines, tensor: tf.Tensor) => heap.dataIdMap.get(tensor.dataId).memoryOffset;

/** A new tensor of TF.js for a result of ours; it belongs to the tidy around it as any other. */
function empty(shape: [number, number, number, number]): tf.Tensor4D {
  const engine = tf.engine();
  const backend = tf.backend() as unknown as { makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo };
  return engine.makeTensorFromTensorInfo(backend.makeOutput(shape, 'float32')) as tf.Tensor4D;
}

/** x · sigmoid(x) in one pass; null where there is no routine for it. */
export function swish(x: tf.Tensor4D): tf.Tensor4D | null {
  const own = routines();
  if (own === null) return null;
  const y = empty(x.shape);
  own.swish(addressOf(own, x), addressOf(own, y), x.size);
  return y;
}

/** The same where the map lies; only for a map that nobody else can see. False where there is no routine for it. */
export function swishInPlace(x: tf.Tensor4D): boolean {
  const own = routines();
  if (own === null) return false;
  const address = addressOf(own, x);
  own.swish(address, address, x.size);
  return true;
}

/** Bytes of a block of the result: it is still in the processor's cache when its activation comes. */
const blockBytes = 1 << 17;

/** A 1×1 convolution of stride 1 with bias, and swish on request; null where there is no routine for it. */
export function pointwise(
  x: tf.Tensor4D,
  kernel: tf.Tensor,
  bias: tf.Tensor,
  swished: boolean,
): tf.Tensor4D | null {
  const own = routines();
  const [, height, width, depth] = x.shape;
  const columns = bias.size;
  if (own === null || own.products === null || depth % 4 !== 0 || columns % 4 !== 0) return null;
  const { products } = own;
  const y = empty([1, height, width, columns]);
  const [a, b, c, out] = [x, kernel, bias, y].map((tensor) => addressOf(own, tensor)) as [
    number,
    number,
    number,
    number,
  ];
  const rows = height * width;
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
        products.get(productName(tall, vectors))?.(
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
    if (swished) own.swish(start, start, count * columns);
  }
  return y;
}
