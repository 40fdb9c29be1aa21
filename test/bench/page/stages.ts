import * as tf from '@tensorflow/tfjs-core';
import { choose } from '../../../src/engine/executors/choice.ts';
import { open } from '../../../src/engine/executors/tfjs/drivers.ts';
import { TfjsExecutor } from '../../../src/engine/executors/tfjs/executor.ts';
import { Detector } from '../../../src/engine/host/detect/detector.ts';
import { type Kept, unfitted } from '../../../src/engine/host/detect/suppress.ts';
import { prepare } from '../../../src/engine/pictures/prepare.ts';
import { Library } from '../../../src/engine/sources/library.ts';
import { shipped } from '../../../src/engine/sources/shipped.ts';
import type { PeerBackend } from './contender.ts';

// The engine's own parts, put together as its host does, with a clock between them.

export type ToStages =
  | {
      readonly type: 'load';
      readonly checkpoint: string;
      readonly side: number;
      readonly backend: PeerBackend;
    }
  | { readonly type: 'run'; readonly rgb: Uint8Array };

/** Milliseconds of each stage, of a whole detection without any wait in between, and of suppression at a figure's threshold. */
export interface StageTimes {
  readonly stages: Readonly<Record<string, number>>;
  readonly whole: number;
  readonly suppressAbove30: number;
  readonly candidates: number;
}

export type FromStages =
  | { readonly type: 'ready' }
  | { readonly type: 'times'; readonly times: StageTimes }
  | { readonly type: 'failed'; readonly message: string };

type Loaded = Awaited<ReturnType<typeof load>>;
let loaded: Loaded | null = null;

async function load(checkpoint: string, side: number, force: PeerBackend) {
  const driver = { device: force, executor: 'tfjs', open: open[force] } as const;
  const { runtime } = await choose([driver], { force: { device: force } });
  const library = new Library((id) => shipped.get(id));
  const volume = await library.open(checkpoint, {
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  const graph = volume.graph([side, side]);
  const executor = await runtime.load(graph, volume.weights);
  if (!(executor instanceof TfjsExecutor)) throw new Error('Stages are those of TF.js.');
  return { ...volume, graph, executor, side, detector: new Detector(graph, volume.checkpoint) };
}

/** Waits until the device has done all that it was told: the first value of the last map cannot come before. */
async function done(map: tf.Tensor4D): Promise<void> {
  const first = tf.tidy(() => tf.slice4d(map, [0, 0, 0, 0], [1, 1, 1, 1]));
  await first.data();
  first.dispose();
}

/** One detection; with `stages`, waits at the end of each part of the network and writes its time there. */
async function detect(known: Loaded, rgb: Uint8Array, stages?: Record<string, number>): Promise<Kept> {
  const { graph, executor, detector, side, normalization } = known;
  let last = performance.now();
  const lap = (name: string) => {
    const now = performance.now();
    if (stages) stages[name] = (stages[name] ?? 0) + now - last;
    last = now;
  };
  const picture = { width: side, height: side, rgb };
  const { input, fitted } = await prepare(picture, 'padded', [side, side, 3], normalization);
  lap('preprocessing');
  const partOf = (id: number) => graph.ops[id]?.name.split('/')[0] ?? '';
  const ends = new Map(graph.ops.map((_, id) => [partOf(id), id]));
  const afterStep = (made: number, map: tf.Tensor4D) =>
    ends.get(partOf(made)) === made ? done(map).then(() => lap(partOf(made))) : undefined;
  const { looked } = await executor.run(input, {
    outputs: [],
    look: async (maps) => {
      const found = await detector.look()(maps);
      lap('candidates, read-back');
      return found;
    },
    ...(stages && { afterStep }),
  });
  const kept = {
    run: 1,
    selection: looked.selection,
    fitted: fitted ?? unfitted(detector.outputs),
  };
  detector.detected(kept, {});
  lap('decoding, suppression');
  return kept;
}

const page = globalThis as unknown as DedicatedWorkerGlobalScope;
const send = (message: FromStages) => page.postMessage(message);

page.onmessage = async ({ data }: MessageEvent<ToStages>) => {
  try {
    if (data.type === 'load') {
      loaded = await load(data.checkpoint, data.side, data.backend);
      send({ type: 'ready' });
      return;
    }
    if (loaded === null) throw new Error('There is no network yet.');
    const stages: Record<string, number> = {};
    await detect(loaded, data.rgb, stages);
    const started = performance.now();
    const kept = await detect(loaded, data.rgb);
    const whole = performance.now() - started;
    const { suppressMilliseconds, candidates } = loaded.detector.detected(kept, { scoreThreshold: 0.3 });
    send({ type: 'times', times: { stages, whole, suppressAbove30: suppressMilliseconds, candidates } });
  } catch (error) {
    send({ type: 'failed', message: String(error) });
  }
};
