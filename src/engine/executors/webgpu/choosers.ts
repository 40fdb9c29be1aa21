import type { Heads, SelectOptions } from '../selection.ts';
import { Chooser } from './chooser.ts';
import type { LoadedNetwork } from './loaded.ts';

/** What chooses candidates among programs' outputs, by the program and what was asked for: each is made once. */
export class Choosers {
  readonly #device: GPUDevice;
  readonly #known = new Map<LoadedNetwork, Map<string, Promise<Chooser>>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  of(network: LoadedNetwork, heads: Heads, options: SelectOptions): Promise<Chooser> {
    const known = this.#known.get(network) ?? new Map<string, Promise<Chooser>>();
    this.#known.set(network, known);
    const key = JSON.stringify([heads, options]);
    const chooser = known.get(key) ?? Chooser.open(network, this.#device, heads, options);
    known.set(key, chooser);
    return chooser;
  }

  /** A network is gone. */
  forget(network: LoadedNetwork): void {
    for (const chooser of this.#known.get(network)?.values() ?? [])
      chooser.then(
        (each) => each.dispose(),
        () => {},
      );
    this.#known.delete(network);
  }
}
