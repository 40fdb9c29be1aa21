import { createEngine } from '../../../src/engine/client.ts';
import type { FromPeer, ToPeer } from './contender.ts';

/** Something that runs the network; every run ends with its logits or probabilities in the page. */
interface Contender {
  readonly name: string;
  run(): Promise<Float32Array>;
}

interface Plan {
  readonly webgpu: boolean;
  readonly rounds: number;
}

const size = 224 * 224 * 3;
/** A picture in 0…1 that no constant folding can know. */
const picture = Float32Array.from({ length: size }, (_, i) => (i * 0.6180339887) % 1);
const mean = [0.485, 0.456, 0.406];
const deviation = [0.229, 0.224, 0.225];
const normalized = picture.map((value, i) => (value - (mean[i % 3] ?? 0)) / (deviation[i % 3] ?? 1));

async function engineOn(backend: 'webgpu' | 'wasm'): Promise<Contender> {
  const engine = createEngine({ backend });
  const net = await engine.load({ checkpoint: 'efficientnet-b0' });
  const run = async () => {
    const { outputs } = await net.run({ normalized }, { outputs: ['logits'] });
    return outputs.logits?.data ?? new Float32Array();
  };
  return { name: `this engine, ${backend}`, run };
}

function peer(name: string, worker: Worker, model: string, backend: 'webgpu' | 'wasm', input: Float32Array) {
  const ask = (message: ToPeer) =>
    new Promise<FromPeer>((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(`${name}: ${event.message}`));
      worker.onmessage = ({ data }: MessageEvent<FromPeer>) =>
        data.type === 'failed' ? reject(new Error(`${name}: ${data.message}`)) : resolve(data);
      worker.postMessage(message);
    });
  const run = async () => {
    const answer = await ask({ type: 'run', input });
    return answer.type === 'answer' ? answer.logits : new Float32Array();
  };
  return ask({ type: 'load', model, backend }).then((): Contender => ({ name: `${name}, ${backend}`, run }));
}

const onnxruntime = (backend: 'webgpu' | 'wasm') => {
  const worker = new Worker(new URL('./onnxruntime.ts', import.meta.url), { type: 'module' });
  return peer('onnxruntime-web', worker, new URL('model.onnx', location.href).href, backend, normalized);
};
const upstream = (backend: 'webgpu' | 'wasm') => {
  const worker = new Worker(new URL('./upstream.ts', import.meta.url), { type: 'module' });
  const model = new URL('upstream/model.json', location.href).href;
  return peer('upstream graph, stock TF.js', worker, model, backend, picture);
};

const largest = (values: Float32Array) => values.indexOf(Math.max(...values));

/** Loads every contender, then runs them in turn, round after round, so that whatever else the machine does hits all alike. */
async function measure({ webgpu, rounds }: Plan) {
  const backends = webgpu ? (['webgpu', 'wasm'] as const) : (['wasm'] as const);
  const contenders: Contender[] = [];
  const failures: string[] = [];
  for (const backend of backends)
    for (const make of [engineOn, onnxruntime, upstream])
      try {
        contenders.push(await make(backend));
      } catch (error) {
        failures.push(String(error));
      }
  const answers = new Map<string, { top: number; milliseconds: number[] }>();
  for (const { name, run } of contenders) {
    await run();
    answers.set(name, { top: largest(await run()), milliseconds: [] });
  }
  for (let round = 0; round < rounds; round++)
    for (const { name, run } of contenders) {
      const started = performance.now();
      await run();
      answers.get(name)?.milliseconds.push(performance.now() - started);
    }
  return { failures, results: [...answers].map(([name, answer]) => ({ name, ...answer })) };
}

/** What the command calls in the page. */
export const exposed = { measure };

Object.assign(globalThis, exposed);
document.title = 'ready';
