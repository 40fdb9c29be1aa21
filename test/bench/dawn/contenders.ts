import { readFileSync } from 'node:fs';
import type * as Ort from 'onnxruntime-web/webgpu';
import type { Graph } from '../../../models/graph/graph.ts';
import { opAt } from '../../../models/graph/graph.ts';
import { toOnnx } from '../../../models/onnx/model.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import type { Runtime } from '../../../src/engine/executors/runtime.ts';
import { openOwnWebGpu } from '../../../src/engine/executors/webgpu/open.ts';
import { plan } from '../../../src/engine/plan/program.ts';
import type { BenchNetwork } from '../networks.ts';
import type { Outputs } from '../page/contender.ts';
import { type OrtMode, openOrt } from '../page/ort-session.ts';
import { planes } from '../planes.ts';

/** What every contender is given. */
export interface Given {
  readonly network: BenchNetwork;
  readonly opened: { readonly graph: Graph; readonly weights: Weights };
  /** The normalised picture, [height, width, channels]. */
  readonly input: Float32Array;
  /** The folder with ONNX Runtime Web's files. */
  readonly onnxruntime: URL;
}

/** A network that is ready; a run ends with its values in this process. */
export interface NodeContender {
  readonly name: string;
  /** Which adapter, in words, where the contender tells. */
  readonly adapter: string | null;
  run(): Promise<Outputs>;
  /** What each of its dispatches takes, by name, where it tells. */
  dispatches?(): Promise<readonly { readonly name: string; readonly seconds: number }[]>;
  /** Its values as the engine has them, [height, width, channels]. */
  comparable(outputs: Outputs): Outputs;
}

const outputsOf = ({ network, opened }: Given): readonly string[] =>
  network.outputs.length === 0 ? Object.keys(opened.graph.outputs) : network.outputs;

async function ofRuntime(name: string, runtime: Runtime, given: Given): Promise<NodeContender> {
  const { graph, weights } = given.opened;
  const executor = await runtime.load(graph, weights);
  return {
    name,
    adapter: runtime.runsOn.adapter,
    run: async () => {
      const { outputs } = await executor.run(given.input, { outputs: outputsOf(given) });
      return Object.fromEntries(Object.entries(outputs).map(([output, { data }]) => [output, data]));
    },
    comparable: (outputs) => outputs,
  };
}

async function own(given: Given): Promise<NodeContender> {
  const { graph, weights } = given.opened;
  const runtime = await openOwnWebGpu({ forced: true });
  return {
    ...(await ofRuntime('this engine', runtime, given)),
    dispatches: async () => {
      const executor = await runtime.load(graph, weights);
      const times = await executor.timeDispatches?.();
      if (times === undefined) return [];
      const { seconds, workgroupBytes, valueBytes, tuning } = times;
      const { steps } = plan(graph, { workgroupBytes, valueBytes, tuning: new Map(tuning) });
      return seconds.map((each, i) => {
        const step = steps[i]?.step;
        const last = step?.parts.at(-1)?.ops.at(-1);
        return {
          name: `${step?.program} ${last === undefined ? '' : opAt(graph, last).name}`,
          seconds: each,
        };
      });
    },
  };
}

async function onTfjs(given: Given): Promise<NodeContender> {
  const { openWebGpu } = await import('../../../src/engine/executors/tfjs/webgpu.ts');
  return ofRuntime('this engine on TF.js', await openWebGpu({ forced: true }), given);
}

/** What is needed of ONNX Runtime Web: the module, and what it starts. */
export const onnxruntimeFiles = [
  'ort.webgpu.min.mjs',
  'ort-wasm-simd-threaded.asyncify.mjs',
  'ort-wasm-simd-threaded.asyncify.wasm',
] as const;

/** ONNX Runtime Web asks for Node's version to know where it is, and would leave WebGPU out: while it starts, there is none. */
async function asInBrowser<T>(work: () => Promise<T>): Promise<T> {
  const versions = Object.getOwnPropertyDescriptor(process, 'versions');
  if (versions === undefined) return work();
  Object.defineProperty(process, 'versions', {
    value: { ...process.versions, node: undefined },
    configurable: true,
  });
  try {
    return await work();
  } finally {
    Object.defineProperty(process, 'versions', versions);
  }
}

async function onnxruntime(mode: OrtMode, given: Given): Promise<NodeContender> {
  const { graph, weights } = given.opened;
  const [entry, starter, binary] = onnxruntimeFiles.map((file) => new URL(file, given.onnxruntime)) as [
    URL,
    URL,
    URL,
  ];
  const ort = (await asInBrowser(() => import(/* @vite-ignore */ entry.href))) as typeof Ort;
  ort.env.wasm.wasmPaths = { mjs: starter.href };
  ort.env.wasm.wasmBinary = Uint8Array.from(readFileSync(binary)).buffer;
  ort.env.logLevel = 'error';
  const model = toOnnx(graph, weights);
  const { side } = given.network;
  const session = await asInBrowser(() => openOrt(ort, model, { backend: 'webgpu', mode, side }));
  const input = planes(given.input, 3);
  const channels = (name: string) => opAt(graph, graph.outputs[name] ?? 0).shape[2];
  return {
    name: mode === 'plain' ? 'onnxruntime-web' : `onnxruntime-web, ${mode}`,
    adapter: null,
    run: () => session.run(input, outputsOf(given)),
    comparable: (outputs) =>
      Object.fromEntries(
        Object.entries(outputs).map(([name, values]) => [
          name,
          planes(values, values.length / channels(name)),
        ]),
      ),
  };
}

/** Contenders by the names that `--contender` takes. */
export const contenders = {
  own,
  tfjs: onTfjs,
  ort: (given: Given) => onnxruntime('plain', given),
  'ort-capture': (given: Given) => onnxruntime('capture', given),
  'ort-planes': (given: Given) => onnxruntime('planes', given),
} as const satisfies Readonly<Record<string, (given: Given) => Promise<NodeContender>>>;

export type ContenderName = keyof typeof contenders;

export const contenderNames = Object.keys(contenders) as readonly ContenderName[];
