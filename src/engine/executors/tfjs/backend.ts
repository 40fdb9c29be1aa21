import type { Adapter, DeviceLimits, DeviceName } from '../../protocol/device.ts';
import type { Routines } from './wasm/fast.ts';

/** A backend of TF.js that is running and has been made its current one: TF.js knows one in a process. */
export interface TfjsBackend extends Adapter {
  readonly device: DeviceName;
  readonly limits: DeviceLimits;
  /** Resolves with the reason when the device is gone; never where it cannot go. */
  readonly lost: Promise<string | null>;
  /** The project's own WebAssembly routines on this backend's memory; null where there are none. */
  readonly routines: Routines | null;
  /** The first error that the device raised since the last call, if any: such errors otherwise turn into zeros in silence. */
  takeError(): string | undefined;
  /** Bytes held on the device, buffers kept for reuse included; null where the backend does not tell. */
  deviceBytes(): number | null;
  /** Compiles every shader that `record` asks for, side by side; where this is missing, shaders compile at their first use. */
  compile?(record: () => Promise<unknown>): Promise<void>;
  /** Gives the device back. */
  close(): void;
}
