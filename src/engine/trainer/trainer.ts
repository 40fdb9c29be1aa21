import type { Graph } from '../../../models/graph/graph.ts';
import { isTrainable, type Parameter } from '../../../models/graph/op.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import { type Laid, layOut } from './layers.ts';
import { Machine, Places, ReturnedPlaces } from './machine.ts';
import type { BatchMap, Trained } from './values.ts';

/** How Adam with decay of the weights (Loshchilov & Hutter 2019) changes the weights in one step. */
export interface AdamStep {
  /** Counts from 1. */
  readonly step: number;
  readonly learningRate: number;
  /** Of kernels alone. */
  readonly weightDecay: number;
  /** Of the mean of the gradients and of that of their squares. */
  readonly betas: readonly [number, number];
  /** Length beyond which all gradients together are shortened. */
  readonly clip: number;
  /** Part of the moving average of the weights that stays. */
  readonly average: number;
}

/** What a step said of its pictures. */
export interface Batch {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** How many pictures have their own class in front. */
  readonly right: number;
}

/** Places that belong to one parameter: itself, its gradient, and what the optimizer keeps of it. */
interface Kept extends Trained {
  readonly parameter: Parameter;
  readonly bytes: number;
  readonly first: number;
  readonly second: number;
  readonly average: number;
}

const epsilon = 1e-8;

/** Gives every map a place for its gradient; what is no longer needed is given to another. */
function planGradients({ layers, input, logits }: Laid, places: Places): void {
  const free = new ReturnedPlaces(places);
  const taken = new Map<BatchMap, ReturnType<ReturnedPlaces['take']>>();
  const give = (map: BatchMap) => {
    if (map === input || taken.has(map)) return;
    const place = free.take(map.count);
    taken.set(map, place);
    map.gradient = place.address;
  };
  give(logits);
  for (const { inputs, output } of layers.toReversed()) {
    for (const map of inputs) give(map);
    const done = taken.get(output);
    if (done !== undefined) free.giveBack(done);
  }
}

/**
 * Trains a network that names pictures, one batch at a time, the same to the last bit wherever it runs: maps lie as [channel][pixel][picture],
 * so that every operator goes over the pictures of a batch as vectors.
 */
export class Trainer {
  readonly pictures: number;
  readonly #machine: Machine;
  readonly #laid: Laid;
  readonly #kept: readonly Kept[];
  readonly #few: number;

  private constructor(pictures: number, machine: Machine, laid: Laid, kept: readonly Kept[], few: number) {
    this.pictures = pictures;
    this.#machine = machine;
    this.#laid = laid;
    this.#kept = kept;
    this.#few = few;
  }

  /**
   * @param graph its output `logits` is what is trained; not folded
   * @param pictures of a batch: a multiple of 16
   * @param weights of every parameter, as the graph has them
   * @throws RangeError where an operator has no gradient here, or a weight is missing
   */
  static async make(graph: Graph, pictures: number, weights: Weights): Promise<Trainer> {
    if (pictures < 16 || pictures % 16 !== 0)
      throw new RangeError('A batch must be a multiple of 16 pictures.');
    const places = new Places();
    const kept = graph.parameters.map((parameter): Kept => {
      const count = parameter.shape.reduce((product, side) => product * side, 1);
      const [at, gradient, first, second, average] = Array.from({ length: 5 }, () => places.take(count));
      const bytes = 16 * Math.ceil(count / 4);
      return {
        ...{ parameter, name: parameter.name, count, bytes },
        ...{ at: at as number, gradient: gradient as number },
        ...{ first: first as number, second: second as number, average: average as number },
      };
    });
    const few = places.take(16);
    const trained = new Map(kept.map((each) => [each.name, each] as const));
    const laid = layOut(graph, 'logits', pictures, places, trained);
    planGradients(laid, places);
    const machine = await Machine.make(pictures, places.size);
    for (const { name, at, average, count } of kept) {
      const values = weights.get(name);
      if (values?.length !== count) throw new RangeError(`There is no weight ${name} of ${count} values.`);
      machine.view(at, count).set(values);
      machine.view(average, count).set(values);
    }
    return new Trainer(pictures, machine, laid, kept, few);
  }

  /** Where the pictures of the next batch are written: [channel][pixel][picture]. */
  get input(): Float32Array {
    const { at, count } = this.#laid.input;
    return this.#machine.view(at, count);
  }

  /** Logits of the batch, [class][picture]. */
  get logits(): Float32Array {
    const { at, count } = this.#laid.logits;
    return this.#machine.view(at, count);
  }

  /** Names the pictures of the batch. `training`: batch norms use the batch, and follow it. */
  forward(training: boolean): void {
    for (const layer of this.#laid.layers) layer.forward(this.#machine, training);
  }

  /** What the last forward pass made at a tap, an output or an operator of the graph, [channel][pixel][picture]. */
  map(name: string): Float32Array {
    const { at, count } = this.#laid.map(name);
    return this.#machine.view(at, count);
  }

  /**
   * One step's gradients: forward, cross-entropy, backward.
   * @param classes of the pictures; a batch that is not full has fewer, and its other places count for nothing
   */
  gradients(classes: ArrayLike<number>): Batch {
    for (const { gradient, count } of this.#kept) this.#machine.fill(gradient, count, 0);
    this.forward(true);
    const batch = this.#loss(classes);
    const { layers, logits } = this.#laid;
    for (const { inputs, output } of layers) {
      output.begun = false;
      for (const map of inputs) map.begun = false;
    }
    logits.begun = true;
    for (const layer of layers.toReversed()) layer.backward(this.#machine);
    return batch;
  }

  /** Cross-entropy of the logits, and its gradient. */
  #loss(classes: ArrayLike<number>): Batch {
    const { logits } = this.#laid;
    const gradient = logits.gradient as number;
    const { pictures } = this;
    const counted = Math.min(pictures, classes.length);
    const values = this.#machine.view(logits.at, logits.count);
    const shares = this.#machine.view(gradient, logits.count);
    let right = 0;
    for (let picture = 0; picture < pictures; picture++) {
      let [most, best] = [Number.NEGATIVE_INFINITY, 0];
      for (let c = 0; c < logits.channels; c++) {
        const logit = values[c * pictures + picture] as number;
        if (logit > most) [most, best] = [logit, c];
      }
      if (picture < counted && best === classes[picture]) right++;
      for (let c = 0; c < logits.channels; c++)
        shares[c * pictures + picture] = (values[c * pictures + picture] as number) - most;
    }
    this.#machine.run('exponential', gradient, gradient, 4 * logits.count);
    let loss = 0;
    for (let picture = counted; picture < pictures; picture++)
      for (let c = 0; c < logits.channels; c++) shares[c * pictures + picture] = 0;
    for (let picture = 0; picture < counted; picture++) {
      const own = classes[picture] as number;
      let sum = 0;
      for (let c = 0; c < logits.channels; c++) sum += shares[c * pictures + picture] as number;
      loss -= Math.log((shares[own * pictures + picture] as number) / sum);
      for (let c = 0; c < logits.channels; c++) {
        const share = (shares[c * pictures + picture] as number) / sum;
        shares[c * pictures + picture] = (share - (c === own ? 1 : 0)) / counted;
      }
    }
    return { loss: loss / counted, right };
  }

  /** Changes the weights by the gradients of the last batch. */
  change({ step, learningRate, weightDecay, betas: [first, second], clip, average }: AdamStep): void {
    const machine = this.#machine;
    const value = (index: number) => this.#few + 4 * index;
    const learning = this.#kept.filter(({ parameter }) => isTrainable(parameter));
    let squares = 0;
    for (const { gradient, bytes } of learning) {
      machine.run('squares', gradient, value(0), bytes);
      squares += machine.at(value(0));
    }
    const length = Math.sqrt(squares);
    machine.put(value(0), length > clip ? clip / length : 1);
    machine.put(value(1), 1 - first);
    machine.put(value(2), 1 - second);
    machine.put(value(4), learningRate / (1 - power(first, step)));
    machine.put(value(5), 1 / (1 - power(second, step)));
    machine.put(value(6), epsilon);
    const constants = [0, 1, 2, 3, 4, 5, 6].map(value);
    for (const { parameter, at, gradient, first: mean, second: spread, bytes } of learning) {
      machine.put(value(3), parameter.role === 'kernel' ? 1 - learningRate * weightDecay : 1);
      machine.run('adam', at, gradient, mean, spread, ...constants, bytes);
    }
    machine.put(value(7), 1 - average);
    for (const { at, average: followed, bytes } of this.#kept)
      machine.run('follow', at, followed, value(7), bytes);
  }

  /** All that a training is, but for its pictures: weights, their average and what the optimizer keeps, to go on from elsewhere. */
  get state(): Float32Array {
    return this.#places().slice();
  }

  /** @throws RangeError where it is of another network. */
  set state(values: Float32Array) {
    const own = this.#places();
    if (values.length !== own.length) throw new RangeError('This state is of another network.');
    own.set(values);
  }

  /** From the first parameter to what behind the last one counts. */
  #places(): Float32Array {
    const first = this.#kept[0]?.at ?? this.#few;
    return this.#machine.view(first, (this.#few - first) / 4);
  }

  /** Weights as they are, or their moving average, by the names of the graph. */
  weights(of: 'current' | 'average' | 'gradient' = 'current'): Weights {
    return new Map(
      this.#kept.map((each) => {
        const at = of === 'average' ? each.average : of === 'gradient' ? each.gradient : each.at;
        return [each.name, this.#machine.view(at, each.count).slice()] as const;
      }),
    );
  }
}

/** A whole power by repeated products: `Math.pow` may differ by a bit between machines. */
function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
}
