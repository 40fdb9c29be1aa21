import type { Figures, Needs } from '../../../models/facts/needs.ts';
import { tooLarge as words } from '../../words/en/figures/measure-my-device.ts';
import { type Spread, spreadOf } from '../runs/statistics.ts';

/** A network that can be measured. `series` is what a chart draws it among. */
export interface BenchCandidate<Series extends string = string> {
  readonly id: string;
  readonly label: string;
  readonly series: Series;
  /** Builds it and adds up what it needs. */
  readonly needs: () => Promise<Needs>;
}

/** What a device allows; undefined where it does not say. */
export interface DeviceLimits {
  readonly maxBufferBytes?: number;
  readonly maxMemoryBytes?: number;
}

/** Null where the network fits, else a sentence with the numbers. */
export function tooLarge(
  needs: Pick<Figures, 'memoryBytes' | 'largestBufferBytes'>,
  limits: DeviceLimits,
): string | null {
  const { maxBufferBytes, maxMemoryBytes } = limits;
  if (maxBufferBytes !== undefined && needs.largestBufferBytes > maxBufferBytes)
    return words.array(needs.largestBufferBytes, maxBufferBytes);
  if (maxMemoryBytes !== undefined && needs.memoryBytes > maxMemoryBytes)
    return words.memory(needs.memoryBytes, maxMemoryBytes);
  return null;
}

/** A program that a GPU was asked to run: what each dispatch computes and moves. */
export interface ProgramCost {
  readonly bytes: number;
  readonly dispatches: readonly { readonly multiplyAdds: number; readonly bytes: number }[];
}

/** One network, measured. */
export interface Measurement<Series extends string = string> {
  readonly id: string;
  readonly label: string;
  readonly series: Series;
  /** `WebGPU · TF.js`. */
  readonly runsOn: string;
  readonly adapter: string;
  readonly multiplyAdds: number;
  readonly bytesMoved: number;
  /** Weights and the maps alive at the worst moment, as float32: computed. */
  readonly memoryBytes: number;
  /** What the backend said it held after the last run; on a GPU with buffers kept from the networks before. */
  readonly heldBytes: number | null;
  /** Of our own engine on WebGPU: the program that was run, where that was asked for. */
  readonly program: ProgramCost | null;
  /** From the first run's start to its answer, shaders included, in milliseconds. */
  readonly compileMs: number;
  /** Each later run with its readback, in milliseconds. */
  readonly runsMs: readonly number[];
}

/** The two ceilings of a device, each measured by a program that does little else. */
export interface Ceilings {
  /** Multiply-adds a second in a large matrix product. */
  readonly arithmetic: number;
  /** Bytes a second while copying a large array. */
  readonly bandwidth: number;
  /** Seconds of one more dispatch; null where nobody asked. */
  readonly dispatch: number | null;
}

/** Milliseconds of a measured network: their median and quartiles. */
export const timesOf = ({ runsMs }: Pick<Measurement, 'runsMs'>): Spread => spreadOf(runsMs);
