import { findTensor, type Graph } from '../../../models/graph/graph.ts';
import { GraphBuilder } from '../../../models/operators/builder.ts';
import { plainRun } from '../../../models/operators/plain.ts';
import { normalisations } from '../../../models/preprocess/automl.ts';
import { relativeDeviation } from '../../../src/cli/parity/deviation.ts';
import { furtherProof } from '../../../src/engine/executors/proofs/further.ts';
import { select } from '../../../src/engine/executors/select.ts';
import { WebGpuExecutor } from '../../../src/engine/executors/webgpu/executor.ts';
import { WebGpuRuntime } from '../../../src/engine/executors/webgpu/runtime.ts';
import { framedBy } from '../../../src/engine/pictures/framed.ts';
import { prepare } from '../../../src/engine/pictures/prepare.ts';
import { rules } from '../../../src/engine/plan/fuse.ts';
import { EngineError } from '../../../src/engine/protocol/error.ts';
import { randomGraph, randomInput, randomWeights } from '../../parity/random-graph.ts';

// Our own programs on a device of the page itself, where a test can count what is made on it. No limit is asked for beyond what WebGPU
// promises everywhere: 8 storage buffers, 16 kB of workgroup memory, 256 threads, bindings of 128 MiB.

export async function openOwn(): Promise<WebGpuRuntime> {
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error('There is no adapter.');
  const device = await adapter.requestDevice();
  return new WebGpuRuntime(device, {
    adapter: 'the tests’ own',
    software: true,
    halves: false,
  });
}

const everyRule: ReadonlySet<string> = new Set(rules.map(({ name }) => name));

/** Random graphs, joined and not, against plain loops: those that are off by more than `bound`, the median deviation, and what was run. */
async function randomGraphs(from: number, count: number, bound: number, valueBytes: 2 | 4 = 4) {
  const runtime = await openOwn();
  const off: string[] = [];
  const deviations: number[] = [];
  const kinds = new Set<string>();
  let joined = 0;
  for (let seed = from; seed < from + count; seed++) {
    const graph = randomGraph(seed);
    const [weights, input] = [randomWeights(graph), randomInput(graph)];
    for (const { kind } of graph.ops) kinds.add(kind);
    const right = plainRun(graph, weights, { input });
    const dispatches: number[] = [];
    // Every fourth one also in workgroup memory so small that only the smaller tiles fit.
    const ways = [{}, { without: everyRule }, ...(seed % 4 === 0 ? [{ workgroupBytes: 3000 }] : [])];
    for (const way of ways) {
      const executor = new WebGpuExecutor(graph, weights, runtime, { valueBytes, ...way });
      const { outputs } = await executor.run(input);
      dispatches.push((await executor.program([])).planned.steps.length);
      for (const [name, id] of Object.entries(graph.outputs)) {
        const deviation = relativeDeviation(outputs[name]?.data ?? [], right[id]?.data ?? []);
        deviations.push(deviation);
        if (!(deviation <= bound))
          off.push(
            `${seed} ${name} ${graph.ops[id]?.name} ${JSON.stringify(Object.keys(way))}: ${deviation}`,
          );
      }
      executor.dispose();
    }
    if ((dispatches[0] ?? 0) < (dispatches[1] ?? 0)) joined++;
  }
  const { maxStorageBuffersPerShaderStage, maxComputeWorkgroupStorageSize } = runtime.device.limits;
  const pipelines = runtime.pipelines.count;
  runtime.close();
  return {
    off,
    median: deviations.sort((a, b) => a - b)[deviations.length >> 1] ?? Number.NaN,
    kinds: [...kinds].sort(),
    joined,
    pipelines,
    maxStorageBuffersPerShaderStage,
    maxComputeWorkgroupStorageSize,
  };
}

/** Counts calls by which something is made on a device, and hands them on. */
export function counted(device: GPUDevice): ReadonlyMap<string, number> {
  const made = new Map<string, number>();
  const creating = [
    'createBuffer',
    'createTexture',
    'createSampler',
    'createBindGroup',
    'createBindGroupLayout',
    'createPipelineLayout',
    'createShaderModule',
    'createComputePipeline',
    'createComputePipelineAsync',
    'createQuerySet',
  ] as const;
  for (const name of creating) {
    const own = device[name].bind(device) as (...given: unknown[]) => unknown;
    Object.defineProperty(device, name, {
      value: (...given: unknown[]) => {
        made.set(name, (made.get(name) ?? 0) + 1);
        return own(...given);
      },
    });
  }
  return made;
}

/** Many runs of one network with another input and, every third time, other weights: what is made by the first few, and after them. */
async function manyRuns(graph: Graph, runs: number, changed: readonly string[]) {
  const runtime = await openOwn();
  const made = counted(runtime.device);
  const weights = randomWeights(graph);
  const executor = await runtime.load(graph, weights);
  const input = randomInput(graph);
  const run = (i: number) => {
    input[0] = i / runs;
    const other = new Map(
      changed.map((name) => [
        name,
        (weights.get(name) ?? new Float32Array()).map((value) => value + i / runs),
      ]),
    );
    return executor.run(input, i % 3 === 0 ? { weights: other } : {});
  };
  for (let i = 0; i < 3; i++) await run(i);
  const [before, heldBefore] = [Object.fromEntries(made), runtime.memory().bytes];
  for (let i = 3; i < runs; i++) await run(i);
  const after = { made: Object.fromEntries(made), held: runtime.memory().bytes };
  runtime.close();
  return { before: { made: before, held: heldBefore }, after };
}

/** A run about so many regions, twice: how far the second is off from plain loops, what it hands over, and what it makes on the device. */
async function regions(count: number, valueBytes: 2 | 4) {
  const runtime = await openOwn();
  const { graph } = furtherProof;
  const made = counted(runtime.device);
  const weights = randomWeights(graph);
  const executor = new WebGpuExecutor(graph, weights, runtime, { valueBytes });
  const input = randomInput(graph);
  const box = Float32Array.from({ length: 4 * count }, (_, i) => (i % 4 < 2 ? 0 : 5) + ((i * 37) % 101) / 40);
  const run = () => executor.run(input, { inputs: { box }, taps: ['both'] });
  await run();
  const before = [...made.values()].reduce((sum, each) => sum + each, 0);
  const { queue } = runtime.device;
  let submits = 0;
  const submit = queue.submit.bind(queue);
  queue.submit = (buffers) => {
    submits++;
    submit(buffers);
  };
  const { outputs, taps } = await run();
  const after = [...made.values()].reduce((sum, each) => sum + each, 0);
  const answers = { ...outputs, ...taps };
  const off: Record<string, number> = {};
  for (const [name, { data, regions: many }] of Object.entries(answers)) {
    const id = findTensor(graph, name);
    const each = Array.from({ length: many ?? 1 }, (_, i) => {
      const right = plainRun(graph, weights, { input, box: box.slice(4 * i, 4 * i + 4) });
      return [...(right[id]?.data ?? [])];
    });
    off[name] = relativeDeviation(data, each.flat());
  }
  const cancelling = new AbortController();
  const cancelled = executor.run(input, { inputs: { box }, signal: cancelling.signal });
  cancelling.abort();
  const refused = await cancelled.then(
    () => 'an answer',
    (error: unknown) => (error instanceof EngineError ? error.failure.code : String(error)),
  );
  executor.dispose();
  runtime.close();
  return {
    off,
    submits,
    made: after - before,
    counts: Object.values(answers).map(({ regions: many }) => many),
    refused,
  };
}

/** Milliseconds of script by which a run of a network is recorded and handed over; the median of a few, its maps never read. */
async function recording(graph: Graph, rounds: number): Promise<number> {
  const runtime = await openOwn();
  const weights = randomWeights(graph);
  const executor = (await runtime.load(graph, weights)) as WebGpuExecutor;
  const network = await executor.program([]);
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const started = performance.now();
    // No input: it is written where a picture is prepared.
    network.submit(new Map());
    times.push(performance.now() - started);
  }
  // What was handed over is not waited for: it is the script's time that counts.
  runtime.close();
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

/** Values that a detector's maps are filled with, by what they are to try. */
const fillings: Readonly<Record<string, (i: number) => number>> = {
  'all different': (i) => Math.sin(i * 12.9898) * 5,
  'all equal': () => 0.5,
  'many equal': (i) => (i % 7) - 3,
  'zeros of both signs': (i) => (i % 2 === 0 ? -0 : 0),
  'none a number everywhere': (i) =>
    i % 97 === 0 ? Number.NaN : i % 2 ? Number.NEGATIVE_INFINITY : -i * 0.01,
};

/** Candidates that are chosen on the device, and those that are chosen from the same maps in memory. */
async function candidates(most: number) {
  const runtime = await openOwn();
  const heads = {
    classes: 5,
    anchors: 3,
    levels: (
      [
        [16, 12],
        [5, 3],
        [2, 2],
      ] as const
    ).map((cells, i) => ({ cells, logits: `logits${i}`, regressions: `boxes${i}` })),
  };
  const answers = [];
  for (const [name, value] of Object.entries(fillings)) {
    const b = new GraphBuilder('heads');
    const x = b.input([1, 1, 1]);
    const inputs: Record<string, Float32Array> = {};
    let next = 0;
    for (const { cells, logits, regressions } of heads.levels)
      for (const [output, channels] of [
        [logits, 15],
        [regressions, 12],
      ] as const) {
        const shape = [...cells, channels] as const;
        b.output(output, b.input(shape, { name: `in_${output}` }));
        inputs[`in_${output}`] = Float32Array.from({ length: cells[0] * cells[1] * channels }, () =>
          value(next++),
        );
      }
    b.output('other', b.activation(x, 'relu'));
    const executor = await runtime.load(b.build(), new Map());
    const options = { most, cells: true };
    const { looked } = await executor.run(new Float32Array(1), {
      inputs,
      outputs: [],
      look: async (maps) => ({
        here: maps.best === undefined ? null : await maps.best(heads, options),
        inMemory: await select({ map: maps.map }, heads, options),
      }),
    });
    const plain = (selection: typeof looked.inMemory | null) =>
      selection && {
        anchors: [...selection.candidates.anchors],
        labels: [...selection.candidates.labels],
        logits: [...selection.candidates.logits].map((each) => each + 0),
        skipped: selection.candidates.skipped,
        boxes: [...selection.regressions].map((each) => each + 0),
        cells: (selection.cellLogits ?? []).map((each) => [...each].map((logit) => logit + 0)),
      };
    answers.push({ name, here: plain(looked.here), inMemory: plain(looked.inMemory) });
  }
  runtime.close();
  return answers;
}

/** A picture with edges and noise; `opacity` gives the fourth byte. */
function imageOf(width: number, height: number, opacity: (i: number) => number): ImageData {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const square = ((i % width) >> 3) + (Math.floor(i / width) >> 3);
    for (let c = 0; c < 3; c++) data[4 * i + c] = square % 2 === 0 ? (i * 37 + c * 91) % 256 : 40 * c;
    data[4 * i + 3] = opacity(i);
  }
  return new ImageData(data, width, height);
}

/** Bitmaps of several sizes as textures, and as the processor prepares their bytes: the largest difference of a value. */
async function frames(valueBytes: 2 | 4) {
  const runtime = await openOwn();
  const made = counted(runtime.device);
  const shape = [48, 64, 3] as const;
  const b = new GraphBuilder('copy');
  b.output('copy', b.maxPool(b.input(shape), { name: 'copied', kernelSize: 1, stride: 1 }));
  const executor = new WebGpuExecutor(b.build(), new Map(), runtime, { valueBytes });
  const { mean, std } = normalisations.imagenet;
  const normalization = { mean, standardDeviation: std };
  const sizes = [
    [64, 48],
    [640, 480],
    [31, 77],
    [5, 3],
    [300, 40],
    [64, 48],
  ] as const;
  const found = [];
  for (const opaque of [true, false])
    for (const [width, height] of sizes) {
      const bitmap = await createImageBitmap(imageOf(width, height, (i) => (opaque ? 255 : (i * 5) % 256)));
      const prepared = await prepare(bitmap, 'padded', shape, normalization);
      const framed = framedBy(bitmap, [shape[0], shape[1]], normalization);
      if (framed === null) throw new Error('A bitmap is a frame.');
      const before = Object.fromEntries(made);
      const { outputs } = await executor.runFrame(framed.frame);
      const again = await executor.runFrame(framed.frame);
      const after = Object.fromEntries(made);
      const values = outputs.copy?.data ?? new Float32Array();
      const same = values.every((value, i) => value === again.outputs.copy?.data[i]);
      const off = Math.max(...prepared.input.map((value, i) => Math.abs(value - (values[i] ?? Number.NaN))));
      found.push({
        size: `${width}×${height}`,
        opaque,
        off,
        same,
        fitted: JSON.stringify(framed.fitted) === JSON.stringify(prepared.fitted),
        textures: (after.createTexture ?? 0) - (before.createTexture ?? 0),
      });
    }
  runtime.close();
  return found;
}

export const ownGpu = { randomGraphs, manyRuns, regions, recording, candidates, frames };
