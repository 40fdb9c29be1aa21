import type { RunsOn } from './device.ts';

/** Why a device, or what would run on it, is not used. */
export type Refusal =
  /** The browser does not have it. */
  | { readonly why: 'absent' }
  /** It gives it to pages alone whose address begins with https. */
  | { readonly why: 'overHttp' }
  /** It knows it, but offers no adapter. */
  | { readonly why: 'noAdapter' }
  /** It has it on the page only, not in a worker. */
  | { readonly why: 'notInWorker' }
  /** Its graphics are drawn by the processor. */
  | { readonly why: 'software'; readonly adapter: string }
  /** `said`: by the browser, where it said anything. */
  | { readonly why: 'didNotStart'; readonly said?: string }
  /** The driver complained in the first test. */
  | { readonly why: 'complained'; readonly adapter: string; readonly said: string }
  /** The first test gave numbers that are off by this much, ‖a − b‖ / ‖b‖. */
  | { readonly why: 'wrongNumbers'; readonly adapter: string; readonly off: number }
  /** It passed its tests, and refused a step of a network later. */
  | { readonly why: 'failed'; readonly said: string }
  | { readonly why: 'lostTwice' }
  /** It was lost and did not come back. */
  | { readonly why: 'lost'; readonly failure?: RuntimeFailure };

/** One that was passed over, and why. */
export interface PassedOver extends RunsOn {
  readonly refusal: Refusal;
}

/** Nothing here runs a network, or what was forced does not. */
export interface RuntimeFailure {
  readonly code: 'runtime';
  readonly forced?: Partial<RunsOn>;
  readonly refused: readonly PassedOver[];
}
