import type { Graph } from '../../../../models/graph/graph.ts';
import type { Shape } from '../../../../models/graph/shape.ts';
import { createEngine } from '../../../engine/client/engine.ts';
import type { Net } from '../../../engine/client/net.ts';
import type { Precision, RunsOn } from '../../../engine/protocol/device.ts';

// The page on which `parity` runs a golden: the engine as figures use it, and files of the command's between them.

/** Arrays that lie one behind the other in a file, by name. */
export interface Listed {
  readonly arrays: readonly (readonly [name: string, length: number])[];
}

/** A map as text: base64 of its float32, since numbers one by one would take seconds. */
export interface Encoded {
  readonly shape: Shape;
  readonly base64: string;
}

export interface RunFile extends Listed {
  readonly net: number;
  readonly taps: readonly string[];
  readonly outputs?: readonly string[] | undefined;
}

const nets: Net[] = [];
let engine = createEngine();
const notices: string[] = [];

async function arrays(file: string, { arrays: listed }: Listed): Promise<Record<string, Float32Array>> {
  const values = new Float32Array(await (await fetch(`${file}.bin`)).arrayBuffer());
  let at = 0;
  return Object.fromEntries(
    listed.map(([name, length]) => {
      at += length;
      return [name, values.slice(at - length, at)] as const;
    }),
  );
}

const read = async <T>(file: string): Promise<T> => (await (await fetch(`${file}.json`)).json()) as T;

function encoded({ shape, data }: { readonly shape: Shape; readonly data: Float32Array }): Encoded {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return { shape, base64: btoa(text) };
}

/** What the command calls. */
const parityPage = {
  /** Opens what is asked for and nothing else; rejects with a sentence where it cannot. */
  async start(force: Partial<RunsOn> & { readonly precision?: Precision | undefined }) {
    engine = createEngine({ ...force, onNotice: (notice) => notices.push(notice) });
    return engine.start();
  },
  /** Loads the network that a file describes; gives its number. */
  async load(file: string): Promise<number> {
    const { graph, ...listed } = await read<Listed & { readonly graph: Graph }>(file);
    nets.push(await engine.load({ graph, weights: await arrays(file, listed) }));
    return nets.length - 1;
  },
  /** Runs a network on what a file holds: its input, then weights that stand in for the loaded ones. */
  async run(file: string) {
    const { net, taps, outputs, ...listed } = await read<RunFile>(file);
    const { '': normalized = new Float32Array(), ...weights } = await arrays(file, listed);
    const found = await nets[net]?.run({ normalized }, { taps, weights, ...(outputs && { outputs }) });
    if (found === undefined) throw new RangeError(`There is no network ${net}.`);
    const all = (maps: typeof found.taps) =>
      Object.fromEntries(Object.entries(maps).map(([name, map]) => [name, encoded(map)] as const));
    return { taps: all(found.taps), outputs: all(found.outputs), runtime: found.runtime, notices };
  },
  async dispose(net: number): Promise<void> {
    await nets[net]?.dispose();
  },
};

export type ParityPage = typeof parityPage;

Object.assign(globalThis, { parityPage });
document.title = 'ready';
