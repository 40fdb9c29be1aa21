import { throwIfCancelled } from '../protocol/error.ts';

/** Runs tasks one at a time, in the order in which they came. A task that is cancelled while it waits never starts. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  add<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const result = this.#last.then(() => {
      throwIfCancelled(signal);
      return task();
    });
    this.#last = result.catch(() => {});
    return result;
  }
}
