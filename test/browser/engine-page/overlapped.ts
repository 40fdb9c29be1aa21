import { GraphBuilder } from '../../../models/operators/builder.ts';
import { Queue } from '../../../src/engine/sources/queue.ts';
import { randomWeights } from '../../parity/random-graph.ts';
import { counted, openOwn } from './own-gpu.ts';

/** A small detector: a backbone's map and two heads of it. */
function detectorGraph() {
  const b = new GraphBuilder('small detector');
  const x = b.input([24, 24, 3]);
  const stem = b.conv2d(x, { name: 'stem', filters: 16, kernelSize: 3, stride: 2, bias: true });
  const map = b.tap('map', b.activation(stem, 'swish'));
  b.output('logits', b.conv2d(map, { name: 'class', filters: 15, kernelSize: 1, bias: true }));
  b.output('boxes', b.conv2d(map, { name: 'box', filters: 12, kernelSize: 1, bias: true }));
  return b.build();
}

const heads = {
  classes: 5,
  anchors: 3,
  levels: [{ cells: [12, 12], logits: 'logits', regressions: 'boxes' }] as const,
};

/**
 * Frames one after the other, and then two under way at a time, as a host runs them: what each gave both ways, how many were under way at
 * the most, and what was made on the device by the first four of them and by the rest.
 */
export async function overlapped(count: number) {
  const runtime = await openOwn();
  const made = counted(runtime.device);
  const graph = detectorGraph();
  const executor = await runtime.load(graph, randomWeights(graph));
  const frame = (i: number) =>
    Float32Array.from({ length: 24 * 24 * 3 }, (_, at) => Math.sin(at * 0.37 + i * 1.7));
  let underWay = 0;
  let most = 0;
  const look = async (i: number, onSubmitted?: () => void) => {
    underWay++;
    most = Math.max(most, underWay);
    const { outputs, taps, looked } = await executor.run(frame(i), {
      taps: ['map'],
      outputs: ['logits'],
      look: async (maps) => ({
        best: await maps.best?.(heads, { most: 40, cells: true }),
      }),
      onSubmitted,
    });
    underWay--;
    const { best } = looked;
    return [
      ...(outputs.logits?.data.slice(0, 50) ?? []),
      ...(taps.map?.data.slice(-50) ?? []),
      ...(best?.candidates.anchors ?? []),
      ...(best?.candidates.logits ?? []),
      ...(best?.regressions ?? []),
    ];
  };
  const alone: number[][] = [];
  for (let i = 0; i < count; i++) alone.push(await look(i));
  const mostAlone = most;
  const queue = new Queue();
  const beside = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, i) => queue.overlap((release) => look(from + i, release))),
    );
  const first = await beside(0, 4);
  const before = Object.fromEntries(made);
  const rest = await beside(4, count);
  const after = Object.fromEntries(made);
  const complaints = runtime.complaints;
  runtime.close();
  return { alone, beside: [...first, ...rest], mostAlone, most, before, after, complaints };
}
