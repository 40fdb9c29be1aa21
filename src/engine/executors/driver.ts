import type { RunsOn } from '../protocol/device.ts';
import type { Refusal } from '../protocol/refusal.ts';
import type { Runtime } from './runtime.ts';

export interface OpenOptions {
  /** The reader asked for this device or this program by name: take it even where it is slow. */
  readonly forced: boolean;
  /** Whether forms of its programs may be measured, to take the fastest; they may unless told. */
  readonly tuning?: boolean;
}

/** Knows how to open one device for one program. What it needs for that is fetched when it is asked to. */
export interface Driver extends RunsOn {
  /** Throws `Refused` where the device is not to be had or not worth having. */
  open(options: OpenOptions): Promise<Runtime>;
}

/** Why a driver gave nothing. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(JSON.stringify(refusal));
    this.refusal = refusal;
  }
}

/** A promise for a device that cannot be lost. */
export const neverLost: Promise<never> = new Promise(() => {});
