import { relativeDeviation } from '../../../src/cli/parity/deviation.ts';
import { createEngine } from '../../../src/engine/client/engine.ts';
import type { BenchNetwork } from '../networks.ts';
import { planes } from '../planes.ts';
import type { FromPeer, Outputs, PeerBackend, PeerModel, ToPeer } from './contender.ts';
import type { OrtMode } from './ort-session.ts';
import type { FromStages, StageTimes, ToStages } from './stages.ts';

/** Something that runs the network; every run ends with its values in the page. */
interface Contender {
  readonly name: string;
  readonly backend: PeerBackend;
  /** Which adapter, in words, where the contender tells. */
  readonly adapter?: string;
  run(): Promise<Outputs>;
  /** Its values in the order of the engine's; null where it answers something else (probabilities). */
  comparable(outputs: Outputs): Outputs | null;
}

export interface Plan {
  readonly network: BenchNetwork;
  readonly backends: readonly PeerBackend[];
  readonly rounds: number;
}

/** One contender's agreement and times. */
export interface Raced {
  readonly name: string;
  readonly backend: PeerBackend;
  readonly adapter: string | null;
  /** Place of the largest value, of a classifier. */
  readonly top: number | null;
  /** The largest deviation of an output from this engine's, over its norm; null where it cannot be compared. */
  readonly deviation: number | null;
  readonly milliseconds: readonly number[];
}

async function fetchBytes(path: string): Promise<ArrayBuffer> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} is not there.`);
  return answer.arrayBuffer();
}

/** What all contenders of one network are given. */
interface Given {
  readonly network: BenchNetwork;
  /** The normalised picture, [height, width, channel]. */
  readonly input: Float32Array;
  /** The picture in 0…1. */
  readonly picture: Float32Array;
}

async function engineOn(
  backend: PeerBackend,
  { network, input }: Given,
  executor?: 'tfjs',
): Promise<Contender> {
  const engine = createEngine({ device: backend, ...(executor && { executor }) });
  const { checkpoint, side } = network;
  const net = await engine.load({ checkpoint, size: [side, side] });
  const options = network.outputs.length === 0 ? {} : { outputs: network.outputs };
  const run = async () => {
    const { outputs } = await net.run({ normalized: input }, options);
    return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data]));
  };
  return {
    name: executor === undefined ? 'this engine' : 'this engine on TF.js',
    backend,
    adapter: net.runtime.adapter,
    run,
    comparable: (outputs) => outputs,
  };
}

function peer(
  name: string,
  worker: Worker,
  given: PeerModel & { input: Float32Array; outputs: readonly string[] },
  comparable: Contender['comparable'],
): Promise<Contender> {
  const { input, outputs, ...model } = given;
  const { backend } = model;
  const ask = (message: ToPeer) =>
    new Promise<FromPeer>((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(`${name}, ${backend}: ${event.message}`));
      worker.onmessage = ({ data }: MessageEvent<FromPeer>) =>
        data.type === 'failed' ? reject(new Error(`${name}, ${backend}: ${data.message}`)) : resolve(data);
      worker.postMessage(message);
    });
  const run = async () => {
    const answer = await ask({ type: 'run', input, outputs });
    return answer.type === 'answer' ? answer.outputs : {};
  };
  return ask({ type: 'load', ...model }).then(() => ({ name, backend, run, comparable }));
}

const at = (file: string) => new URL(file, location.href).href;

async function onnxruntime(
  backend: PeerBackend,
  { network, input }: Given,
  mode: OrtMode = 'plain',
): Promise<Contender> {
  const worker = new Worker(new URL('./onnxruntime.ts', import.meta.url), { type: 'module' });
  const graph = (await (await fetch(at(`${network.id}.graph.json`))).json()) as {
    ops: { shape: number[] }[];
    outputs: Record<string, number>;
  };
  const outputs = network.outputs.length === 0 ? Object.keys(graph.outputs) : network.outputs;
  const rows = (name: string, values: Float32Array) => {
    const channels = graph.ops[graph.outputs[name] ?? 0]?.shape[2] ?? 1;
    return planes(values, values.length / channels);
  };
  const given = {
    model: at(`${network.id}.onnx`),
    backend,
    side: network.side,
    mode,
    input: planes(input, 3),
    outputs,
  };
  return peer(mode === 'plain' ? 'onnxruntime-web' : `onnxruntime-web, ${mode}`, worker, given, (values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rows(name, value)])),
  );
}

function stock(backend: PeerBackend, { network, input, picture }: Given): Promise<Contender> {
  if (network.stock === 'upstream graph') {
    const worker = new Worker(new URL('./upstream.ts', import.meta.url), { type: 'module' });
    const given = {
      model: at('upstream/model.json'),
      backend,
      side: network.side,
      input: picture,
      outputs: [],
    };
    return peer('stock TF.js, upstream graph', worker, given, () => null);
  }
  const worker = new Worker(new URL('./plain.ts', import.meta.url), { type: 'module' });
  const given = { model: at(network.id), backend, side: network.side, input, outputs: [] };
  return peer('stock TF.js, plain operators', worker, given, (outputs) => outputs);
}

function largestDeviation(values: Outputs | null, expected: Outputs): number | null {
  if (values === null) return null;
  return Math.max(
    ...Object.entries(expected).map(([name, rows]) => relativeDeviation(values[name] ?? [], rows)),
  );
}

function largest(outputs: Outputs): number {
  const [values = new Float32Array()] = Object.values(outputs);
  return values.indexOf(Math.max(...values));
}

let contenders: { contender: Contender; raced: Raced & { milliseconds: number[] } }[] = [];

type Make = (given: Given) => Promise<Contender>;

/** On WebGPU both programs of this engine, and ONNX Runtime Web also with its recorded runs and with planes. */
function contendersOn(backend: PeerBackend): readonly Make[] {
  const all: readonly Make[] = [
    (given) => engineOn(backend, given),
    (given) => onnxruntime(backend, given),
    (given) => stock(backend, given),
  ];
  if (backend !== 'webgpu') return all;
  return [
    ...all,
    (given) => engineOn(backend, given, 'tfjs'),
    (given) => onnxruntime(backend, given, 'capture'),
    (given) => onnxruntime(backend, given, 'planes'),
  ];
}

/** Loads every contender, runs each twice and holds its values against this engine's on the last backend, without a clock. */
async function prepareRace({ network, backends }: Plan) {
  const input = new Float32Array(await fetchBytes(at(`${network.id}.input.bin`)));
  const bytes = new Uint8Array(await fetchBytes(at(`${network.id}.picture.bin`)));
  const given = { network, input, picture: Float32Array.from(bytes, (value) => value / 255) };
  const failures: string[] = [];
  const started: Contender[] = [];
  for (const backend of backends)
    for (const make of contendersOn(backend))
      try {
        started.push(await make(given));
      } catch (error) {
        failures.push(String(error));
      }
  const answers = new Map<Contender, Outputs>();
  for (const contender of started) {
    await contender.run();
    answers.set(contender, await contender.run());
  }
  const reference = started.findLast(({ name }) => name === 'this engine');
  const expected = (reference && answers.get(reference)) ?? {};
  contenders = started.map((contender) => {
    const outputs = answers.get(contender) ?? {};
    const { name, backend, adapter = null } = contender;
    const deviation = largestDeviation(contender.comparable(outputs), expected);
    const top = network.detector ? null : largest(outputs);
    return { contender, raced: { name, backend, adapter, top, deviation, milliseconds: [] } };
  });
  return { failures, raced: contenders.map(({ raced }) => raced) };
}

/** Runs the contenders in turn, round after round, so that whatever else the machine does hits all alike. */
async function race(rounds: number): Promise<readonly Raced[]> {
  for (let round = 0; round < rounds; round++)
    for (const { contender, raced } of contenders) {
      const started = performance.now();
      await contender.run();
      raced.milliseconds.push(performance.now() - started);
    }
  return contenders.map(({ raced }) => raced);
}

/** Times of each stage of a detection by this engine, backend by backend in turn; the first run of each does not count. */
async function stages({ network, backends, rounds }: Plan) {
  const rgb = new Uint8Array(await fetchBytes(at(`${network.id}.picture.bin`)));
  const ask = (worker: Worker, message: ToStages) =>
    new Promise<FromStages>((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }: MessageEvent<FromStages>) =>
        data.type === 'failed' ? reject(new Error(data.message)) : resolve(data);
      worker.postMessage(message);
    });
  const runners: { backend: PeerBackend; worker: Worker; times: StageTimes[] }[] = [];
  for (const backend of backends) {
    const worker = new Worker(new URL('./stages.ts', import.meta.url), { type: 'module' });
    await ask(worker, { type: 'load', checkpoint: network.checkpoint, side: network.side, backend });
    await ask(worker, { type: 'run', rgb });
    runners.push({ backend, worker, times: [] });
  }
  for (let round = 0; round < rounds; round++)
    for (const { worker, times } of runners) {
      const answer = await ask(worker, { type: 'run', rgb });
      if (answer.type === 'times') times.push(answer.times);
    }
  for (const { worker } of runners) worker.terminate();
  return runners.map(({ backend, times }) => ({ backend, times }));
}

/** What the command calls in the page. */
export const exposed = { prepareRace, race, stages };

Object.assign(globalThis, exposed);
document.title = 'ready';
