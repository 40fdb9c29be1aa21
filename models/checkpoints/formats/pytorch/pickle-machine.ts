import { CheckpointError } from '../../checkpoint-error.ts';
import { PickleReader } from './pickle-reader.ts';
import { Import, Namespace, Opaque, type PickleValue, TensorReference } from './pickle-values.ts';

/** What the machine asks of the file that the pickle lies in. */
export interface PickleWorld {
  /** The data that a name of Python's stands for. Throws where the name is not known: nothing is ever imported. */
  imported(module: string, name: string): Import;
  /** What lies outside of the pickle: a storage. */
  persistent(id: PickleValue): PickleValue;
}

/** About what an engine takes for a value, in bytes; what grows by doubling is counted twice. */
const weights = { list: 48, item: 8, table: 200, pair: 40, text: 32, object: 96, onStack: 16, memo: 48 };

const bytesLetGo = new Opaque('bytes');

const inconsistent = () => new CheckpointError({ code: 'pickle-inconsistent' });

/**
 * The stack, the marks on it and the memo of a pickle that is being read. Every operation checks what it finds, and counts what it
 * builds: past `budget` bytes it throws.
 */
export class PickleMachine {
  readonly reader: PickleReader;
  readonly world: PickleWorld;
  readonly #stack: PickleValue[] = [];
  /** Heights of the stack at its open marks. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  readonly #budget: number;
  #built = 0;

  constructor(bytes: Uint8Array, world: PickleWorld, budget: number) {
    this.reader = new PickleReader(bytes);
    this.world = world;
    this.#budget = budget;
  }

  #grow(bytes: number): void {
    this.#built += bytes;
    if (this.#built > this.#budget) throw new CheckpointError({ code: 'pickle-budget' });
  }

  /** The one value that is left at the end. */
  result(): PickleValue {
    const value = this.pop();
    if (this.#stack.length > 0 || this.#marks.length > 0) throw inconsistent();
    return value;
  }

  push(value: PickleValue): void {
    this.#grow(weights.onStack);
    this.#stack.push(value);
  }

  pushText(text: string): void {
    this.#grow(weights.text + text.length);
    this.push(text);
  }

  /** Bytes are never weights here, which lie outside of the pickle. */
  pushBytes(length: number): void {
    this.reader.skip(length);
    this.push(bytesLetGo);
  }

  pushList(list: PickleValue[]): void {
    this.#grow(weights.list + weights.item * list.length);
    this.push(list);
  }

  pushTable(items: readonly PickleValue[]): void {
    this.#grow(weights.table);
    this.push(new Map());
    this.set(items);
  }

  pushSet(items: readonly PickleValue[]): void {
    this.#grow(weights.table);
    this.push(new Set());
    this.add(items);
  }

  top(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined || this.#stack.length <= (this.#marks.at(-1) ?? 0)) throw inconsistent();
    return value;
  }

  pop(): PickleValue {
    const value = this.top();
    this.#stack.pop();
    return value;
  }

  /** Takes the value on top away, or a mark. */
  drop(): void {
    if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
    else this.pop();
  }

  /** The last `count` values, in their order. */
  take(count: number): PickleValue[] {
    if (this.#stack.length - (this.#marks.at(-1) ?? 0) < count) throw inconsistent();
    return this.#stack.splice(this.#stack.length - count, count);
  }

  mark(): void {
    this.#grow(weights.onStack);
    this.#marks.push(this.#stack.length);
  }

  /** What was pushed since the last open mark, which is closed. */
  items(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw inconsistent();
    return this.#stack.splice(mark);
  }

  append(items: readonly PickleValue[]): void {
    const list = this.top();
    if (!Array.isArray(list)) throw inconsistent();
    this.#grow(weights.item * items.length);
    for (const item of items) list.push(item);
  }

  /** Keys and values in turn. */
  set(items: readonly PickleValue[]): void {
    const table = this.top();
    if (!(table instanceof Map) || items.length % 2 !== 0) throw inconsistent();
    this.#grow(weights.pair * (items.length / 2));
    for (let i = 0; i < items.length; i += 2) table.set(items[i]!, items[i + 1]!);
  }

  add(items: readonly PickleValue[]): void {
    const set = this.top();
    if (!(set instanceof Set)) throw inconsistent();
    this.#grow(weights.pair * items.length);
    for (const item of items) set.add(item);
  }

  /** Keeps the value on top, in the next place where none is said. */
  remember(place: PickleValue = this.#memo.size): void {
    if (typeof place !== 'number') throw inconsistent();
    this.#grow(weights.memo);
    this.#memo.set(place, this.top());
  }

  recall(place: PickleValue): void {
    const value = typeof place === 'number' ? this.#memo.get(place) : undefined;
    if (value === undefined) throw inconsistent();
    this.push(value);
  }

  /** Stands for a name on the stack. */
  importNamed(module: PickleValue | undefined, name: PickleValue | undefined): void {
    if (typeof module !== 'string' || typeof name !== 'string') throw inconsistent();
    this.push(this.world.imported(module, name));
  }

  /** What a name that stands for data gives for these arguments. */
  call(made: PickleValue | undefined, args: PickleValue | undefined): void {
    if (!(made instanceof Import) || !Array.isArray(args)) throw inconsistent();
    if (made.call === undefined) throw new CheckpointError({ code: 'pickle-call', path: made.path });
    const value = made.call(args);
    if (value instanceof Map || value instanceof Set) this.#grow(weights.table + weights.pair * value.size);
    else if (Array.isArray(value)) this.#grow(weights.list + weights.item * value.length);
    else this.#grow(weights.object);
    this.push(value);
  }

  /** Gives the value on top its state. Only a namespace has one that matters: an ordered dictionary's (`_metadata`) is let go. */
  build(state: PickleValue): void {
    const value = this.top();
    if (value instanceof Namespace && state instanceof Map) {
      this.#grow(weights.pair * state.size);
      for (const [name, field] of state) value.fields.set(name, field);
      return;
    }
    const kinds = [Map, Set, Opaque, TensorReference, Namespace];
    if (!kinds.some((kind) => value instanceof kind)) throw inconsistent();
  }
}
