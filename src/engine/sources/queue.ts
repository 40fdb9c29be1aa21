import { throwIfCancelled } from '../protocol/error.ts';

const nothing = (): void => {};

/** Runs tasks one at a time, in the order in which they came. A task that is cancelled while it waits never starts. */
export class Queue {
  /** Settles when every task that came so far has ended. */
  #ended: Promise<unknown> = Promise.resolve();
  /** Settles when a task may begin that allows one other beside it. */
  #room: Promise<unknown> = Promise.resolve();

  add<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#begin(this.#ended, task, signal);
  }

  /**
   * The same for a task that calls `release` as soon as another of its kind may begin beside it. Two are under way at the most; those of
   * `add` wait for both.
   */
  overlap<T>(task: (release: () => void) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#begin(this.#room, task, signal);
  }

  #begin<T>(
    turn: Promise<unknown>,
    task: (release: () => void) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    let release = nothing;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const result = turn.then(() => {
      throwIfCancelled(signal);
      return task(release);
    });
    const ended = result.then(nothing, nothing);
    const before = this.#ended;
    this.#ended = Promise.all([before, ended]);
    this.#room = Promise.all([before, Promise.race([released, ended])]);
    return result;
  }
}
