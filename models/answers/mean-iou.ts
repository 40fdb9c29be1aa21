import { type BasicInterval, basicInterval } from './bootstrap.ts';

/** How well the pixels of several pictures were named. Shares from 0 to 1. */
export interface PixelAccuracy {
  /** Mean intersection over union of the classes that are there or were found; null where there are none. */
  readonly miou: number | null;
  /** Of each class; null for one that is neither there nor found. */
  readonly iou: readonly (number | null)[];
  /** Pixels that were named right. */
  readonly right: number | null;
}

/** The pixels of several pictures, by what they are and what they were taken for. */
export class ConfusedPixels {
  readonly #classes: number;
  /** Of each picture, [true class, found class], flat. */
  readonly #pictures: Float64Array[] = [];

  constructor(classes: number) {
    this.#classes = classes;
  }

  /** How many pictures were added. */
  get count(): number {
    return this.#pictures.length;
  }

  /**
   * Adds a picture: the class of each pixel, and what it was taken for.
   * @throws RangeError where the two are not of one size, or a class is none.
   */
  add(truth: Uint8Array, found: Uint8Array): void {
    if (truth.length !== found.length)
      throw new RangeError(`The mask has ${truth.length} pixels and what was found ${found.length}.`);
    const counts = new Float64Array(this.#classes ** 2);
    for (let i = 0; i < truth.length; i++) {
      const [is, taken] = [truth[i]!, found[i]!];
      if (is >= this.#classes || taken >= this.#classes)
        throw new RangeError(
          `There are ${this.#classes} classes, but a pixel has class ${Math.max(is, taken)}.`,
        );
      counts[is * this.#classes + taken]!++;
    }
    this.#pictures.push(counts);
  }

  /** [true class, found class]: pixels of all pictures, each counted as often as `copies` says, once without it. */
  matrix(copies?: Float64Array): Float64Array {
    const sum = new Float64Array(this.#classes ** 2);
    this.#pictures.forEach((counts, picture) => {
      const times = copies?.[picture] ?? 1;
      if (times > 0) for (let i = 0; i < sum.length; i++) sum[i]! += counts[i]! * times;
    });
    return sum;
  }

  accuracy(copies?: Float64Array): PixelAccuracy {
    const matrix = this.matrix(copies);
    const n = this.#classes;
    let [all, hits] = [0, 0];
    const iou = Array.from({ length: n }, (_, c) => {
      let [is, taken] = [0, 0];
      for (let other = 0; other < n; other++) {
        is += matrix[c * n + other]!;
        taken += matrix[other * n + c]!;
      }
      const both = matrix[c * n + c]!;
      all += is;
      hits += both;
      const either = is + taken - both;
      return either > 0 ? both / either : null;
    });
    const known = iou.filter((value) => value !== null);
    const miou = known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
    return { miou, iou, right: all > 0 ? hits / all : null };
  }

  /** The 95 % interval of mIoU over the pictures, by the basic bootstrap; null where nothing was named. */
  interval(draws: number): BasicInterval | null {
    const { miou } = this.accuracy();
    if (miou === null) return null;
    return basicInterval(miou, this.count, draws, (copies) => this.accuracy(copies).miou);
  }
}
