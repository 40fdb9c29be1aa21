/** What is done with the newest of something that keeps changing. */
export interface NewestWork<Item> {
  /** Takes it as it is now; undefined while there is nothing to take. */
  readonly take: () => Promise<Item> | undefined;
  /** Settles when it has been dealt with. */
  readonly work: (item: Item) => Promise<void>;
  /** How many may be under way, asked before each. */
  readonly most: () => number;
  /** Hears the first fault, after which nothing more is taken. */
  readonly onFault: (error: unknown) => void;
  /** Gets rid of one that came too late to be worked on. */
  readonly discard: (item: Item) => void;
}

/**
 * Works on the newest of something that keeps changing, such as a camera's picture, up to `most` at once and in their order. What
 * changes while all are busy waits as one: when one is done, the newest is taken, and those between are never seen.
 */
export class Newest<Item> {
  readonly #with: NewestWork<Item>;
  #waiting = false;
  #taking = false;
  #underWay = 0;
  #stopped = false;

  constructor(work: NewestWork<Item>) {
    this.#with = work;
  }

  /** It has changed. */
  changed(): void {
    this.#waiting = true;
    this.#go();
  }

  /** Takes nothing more. What is under way ends by itself. */
  stop(): void {
    this.#stopped = true;
  }

  #go(): void {
    // One is taken at a time, so that they are worked on in their order.
    if (!this.#waiting || this.#taking || this.#stopped || this.#underWay >= this.#with.most()) return;
    const taken = this.#with.take();
    if (taken === undefined) return;
    this.#waiting = false;
    this.#taking = true;
    this.#underWay++;
    void this.#one(taken);
  }

  async #one(taken: Promise<Item>): Promise<void> {
    try {
      const item = await taken.finally(() => {
        this.#taking = false;
      });
      if (this.#stopped) return this.#with.discard(item);
      const done = this.#with.work(item);
      this.#go();
      await done;
    } catch (error) {
      if (this.#stopped) return;
      this.#stopped = true;
      this.#with.onFault(error);
    } finally {
      this.#underWay--;
      this.#go();
    }
  }
}
