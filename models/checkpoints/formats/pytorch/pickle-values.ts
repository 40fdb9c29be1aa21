import type { NumericType } from '../named-tensors.ts';

/**
 * What a pickle may become: plain data, and references to a file's tensors. Tuples and lists are both arrays; no value has code of
 * its own.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | Set<PickleValue>
  | Import
  | StorageReference
  | TensorReference
  | Namespace
  | Opaque;

/** A name of Python's that the file asks for and that is known to stand for data. Nothing is imported. */
export class Import {
  readonly path: string;
  /** What a call of it gives; absent where it is only ever named (a data type). */
  readonly call: ((args: readonly PickleValue[]) => PickleValue) | undefined;

  constructor(path: string, call?: (args: readonly PickleValue[]) => PickleValue) {
    this.path = path;
    this.call = call;
  }
}

/** The numbers of one or more tensors, which lie in a part of the archive. */
export class StorageReference {
  readonly key: string;
  /** `undefined` where only bytes were named and the tensor says what they are. */
  readonly dtype: NumericType | undefined;
  /** As the file claims it: elements, or bytes where there is no type. */
  readonly elements: number;

  constructor(key: string, dtype: NumericType | undefined, elements: number) {
    this.key = key;
    this.dtype = dtype;
    this.elements = elements;
  }
}

/** A view of a storage, as the file claims it: nothing has been checked. Counts are in elements. */
export class TensorReference {
  readonly storage: StorageReference;
  readonly dtype: NumericType;
  readonly offset: number;
  readonly shape: readonly PickleValue[];
  readonly strides: readonly PickleValue[];

  constructor(
    storage: StorageReference,
    dtype: NumericType,
    offset: number,
    shape: readonly PickleValue[],
    strides: readonly PickleValue[],
  ) {
    this.storage = storage;
    this.dtype = dtype;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** Named values, such as a training script’s arguments. */
export class Namespace {
  readonly fields = new Map<PickleValue, PickleValue>();
}

/** Data of no concern here (a date, a path, an array of NumPy’s), kept as its name and, where it has one, its text. */
export class Opaque {
  readonly path: string;
  readonly text: string | undefined;

  constructor(path: string, text?: string) {
    this.path = path;
    this.text = text;
  }
}
