/** What a worker on a line answers a message with, in the order of the messages. */
type Reply = { readonly answer: unknown } | { readonly failed: string };

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** A worker of its own that answers one message after another; ending it ends at once whatever it is at. */
export class WorkerLine {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const next = this.#waiting.shift();
      if ('answer' in data) next?.resolve(data.answer);
      else next?.reject(new Error(data.failed));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.end(new Error(event.message));
    };
  }

  /** Rejects with what the worker says went wrong. */
  ask(message: unknown, transfer: Transferable[] = []): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(message, transfer);
    });
  }

  /** Ends the worker; whatever was asked is rejected. */
  end(reason: unknown = new DOMException('', 'AbortError')): void {
    this.#worker.terminate();
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }
}
