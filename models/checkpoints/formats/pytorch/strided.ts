import { CheckpointError } from '../../checkpoint-error.ts';
import { bytesPerElement, elementCount, type NumericType } from '../named-tensors.ts';
import type { TensorReference } from './pickle-values.ts';

/** A view that was checked: each of its elements lies in its storage. Counts are in elements. */
export interface StridedView {
  readonly dtype: NumericType;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  readonly count: number;
}

/**
 * Checks a tensor's claims against its storage of `storageBytes`. Throws where shape or strides are no whole numbers ≥ 0 or where an
 * element would lie outside.
 */
export function checkView(name: string, tensor: TensorReference, storageBytes: number): StridedView {
  const { dtype, offset, shape, strides } = tensor;
  const count = elementCount(name, shape);
  const whole = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  if (!whole(offset) || !strides.every(whole))
    throw new CheckpointError({ code: 'torch-view', tensor: name });
  const sides = shape as readonly number[];
  const steps = strides as readonly number[];
  const last = sides.reduce((sum, side, i) => sum + (side - 1) * steps[i]!, offset);
  const held = Math.floor(storageBytes / bytesPerElement[dtype]);
  if (count === 0 ? offset > held : last >= held)
    throw new CheckpointError({ code: 'torch-reach', tensor: name, element: last, held });
  return { dtype, shape: sides, strides: steps, offset, count };
}

/** Whether the elements lie one after the other, last index fastest. */
function isContiguous({ shape, strides, count }: StridedView): boolean {
  let expected = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== expected) return false;
    expected *= shape[i]!;
  }
  return count > 0;
}

/** The bytes of a view's elements, last index fastest: of the storage itself where they lie so, else a copy. */
export function viewBytes(storage: Uint8Array, view: StridedView): Uint8Array {
  const { dtype, shape, strides, offset, count } = view;
  const size = bytesPerElement[dtype];
  if (count === 0) return new Uint8Array(0);
  if (isContiguous(view)) return storage.subarray(offset * size, (offset + count) * size);
  const out = new Uint8Array(count * size);
  const index = shape.map(() => 0);
  const innermost = shape.length - 1;
  const [side, step] = [shape[innermost]!, strides[innermost]! * size];
  let from = offset * size;
  for (let at = 0; at < out.length; ) {
    for (let i = 0, place = from; i < side; i++, place += step)
      for (let byte = 0; byte < size; byte++) out[at++] = storage[place + byte]!;
    // On to the next row: the index turns over from the right.
    for (let axis = innermost - 1; axis >= 0; axis--) {
      from += strides[axis]! * size;
      if (++index[axis]! < shape[axis]!) break;
      from -= shape[axis]! * strides[axis]! * size;
      index[axis] = 0;
    }
  }
  return out;
}
