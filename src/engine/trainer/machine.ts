import { assemble } from '../wasm/assembler.ts';
import { sweeps } from './arithmetic.ts';
import { products } from './products.ts';
import { windowRoutines } from './windows.ts';

type Run = (...arguments_: number[]) => void;

/** Memory for a training and the routines that work on it. Places are told as addresses in bytes, sizes in values. */
export class Machine {
  /** Everything, as float32 values. */
  readonly values: Float32Array;
  readonly #run: ReadonlyMap<string, Run>;

  private constructor(values: Float32Array, run: ReadonlyMap<string, Run>) {
    this.values = values;
    this.#run = run;
  }

  /**
   * @param pictures of a batch, a multiple of 16
   * @param size bytes that `Places` gave away
   */
  static async make(pictures: number, size: number): Promise<Machine> {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(size / 65_536) });
    const bytes = assemble([...sweeps, ...products, ...windowRoutines(pictures)]);
    const { instance } = await WebAssembly.instantiate(bytes, { environment: { memory } });
    const run = new Map(Object.entries(instance.exports as Record<string, Run>));
    return new Machine(new Float32Array(memory.buffer), run);
  }

  /** Runs a routine by its name. */
  run(name: string, ...given: number[]): void {
    this.routine(name)(...given);
  }

  /** The routine itself, for loops that call it often. */
  routine(name: string): Run {
    const routine = this.#run.get(name);
    if (routine === undefined) throw new RangeError(`There is no routine ${name}.`);
    return routine;
  }

  /** One value. */
  at(address: number): number {
    return this.values[address / 4] as number;
  }

  put(address: number, value: number): void {
    this.values[address / 4] = value;
  }

  /** So many values, as they lie; what is written there is written to the memory. */
  view(address: number, count: number): Float32Array {
    return this.values.subarray(address / 4, address / 4 + count);
  }

  copy(from: number, to: number, count: number): void {
    this.values.copyWithin(to / 4, from / 4, from / 4 + count);
  }

  fill(address: number, count: number, value: number): void {
    this.values.fill(value, address / 4, address / 4 + count);
  }
}

/** Gives places away before there is a memory. */
export class Places {
  #end = 64;

  /** Address of so many values; a place begins at a multiple of 64 bytes, and as many lie free behind it. */
  take(count: number): number {
    const address = this.#end;
    this.#end += (Math.ceil(count / 16) + 1) * 64;
    return address;
  }

  /** Bytes up to the last place. */
  get size(): number {
    return this.#end;
  }
}

/** Gives places away that come back, so that what is not needed at once lies in one place. */
export class ReturnedPlaces {
  readonly #places: Places;
  readonly #free: { readonly address: number; readonly count: number }[] = [];

  constructor(places: Places) {
    this.#places = places;
  }

  /** The smallest free place that is large enough, else a new one. */
  take(count: number): { readonly address: number; readonly count: number } {
    const fitting = this.#free.filter((each) => each.count >= count).sort((a, b) => a.count - b.count)[0];
    if (fitting === undefined) return { address: this.#places.take(count), count };
    this.#free.splice(this.#free.indexOf(fitting), 1);
    return fitting;
  }

  giveBack(place: { readonly address: number; readonly count: number }): void {
    this.#free.push(place);
  }
}
