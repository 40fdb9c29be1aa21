import type { DeviceLimits } from '../plan/admission.ts';
import type { BackendName } from '../protocol/protocol.ts';

/** A backend of TF.js that is running and has been made its current one. */
export interface OpenBackend {
  readonly name: BackendName;
  /** The adapter in words. */
  readonly adapter: string;
  readonly software: boolean;
  /** Resolves with the reason when the device is gone; never where it cannot go. */
  readonly lost: Promise<string>;
  /** The first error that the device raised since the last call, if any: such errors otherwise turn into zeros in silence. */
  takeError(): string | undefined;
  readonly limits: DeviceLimits;
  /** Bytes held on the device, buffers kept for reuse included; null where the backend does not tell. */
  deviceBytes(): number | null;
  /** Compiles every shader that `record` asks for, side by side; where this is missing, shaders compile at their first use. */
  compile?(record: () => Promise<unknown>): Promise<void>;
  /** Gives the device back. */
  close(): void;
}

export interface OpenOptions {
  /** The reader asked for this backend by name: take it even where it is slow. */
  readonly forced: boolean;
}

/** Knows how to start one backend. */
export interface BackendDriver {
  readonly name: BackendName;
  /** Throws `BackendRefused` where the backend is not to be had or not worth having. */
  open(options: OpenOptions): Promise<OpenBackend>;
}

/** Why a backend is not used: one sentence. */
export class BackendRefused extends Error {
  override name = 'BackendRefused';
}

/** Names of drivers that draw with the processor instead of a graphics card. */
export function isSoftwareName(name: string): boolean {
  return /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render|warp/i.test(name);
}

/** A promise for a device that cannot be lost. */
export const neverLost: Promise<string> = new Promise(() => {});
