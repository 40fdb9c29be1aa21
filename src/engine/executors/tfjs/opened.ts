import { EngineError } from '../../protocol/error.ts';
import type { TfjsBackend } from './backend.ts';
import { DeviceWeights } from './device-weights.ts';

/** A backend that is open, with what its executors share. */
export class Opened {
  readonly backend: TfjsBackend;
  /** Arrays on the device, each once. */
  readonly weights = new DeviceWeights();

  constructor(backend: TfjsBackend) {
    this.backend = backend;
  }

  /** Throws where the device complained since the last call: a refused shader would otherwise pass for zeros. */
  check(): void {
    const said = this.backend.takeError();
    if (said !== undefined) throw new EngineError({ code: 'device', what: 'refusedStep', said });
  }
}
