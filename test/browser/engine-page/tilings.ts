import { ownCandidate } from '../../../models/facts/candidates.ts';
import { needsOf } from '../../../models/facts/needs.ts';
import { plainRun } from '../../../models/operators/plain.ts';
import { relativeDeviation } from '../../../src/cli/parity/deviation.ts';
import { WebGpuExecutor } from '../../../src/engine/executors/webgpu/executor.ts';
import { shapesOf } from '../../../src/engine/executors/webgpu/tune.ts';
import { plan } from '../../../src/engine/plan/program.ts';
import { tilingNames } from '../../../src/engine/plan/tiling.ts';
import { randomInput, randomWeights } from '../../parity/random-graph.ts';
import { openOwn } from './own-gpu.ts';

/** Buffers of a device that were made and not destroyed yet. */
function living(device: GPUDevice): ReadonlySet<GPUBuffer> {
  const alive = new Set<GPUBuffer>();
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    alive.add(buffer);
    buffer.destroy = () => {
      alive.delete(buffer);
      return destroy();
    };
    return buffer;
  };
  return alive;
}

/** A small EfficientNet in every tiling that there is, and in those that are measured here: how far off plain loops. */
export async function everyTiling() {
  const runtime = await openOwn();
  const { graph } = needsOf(ownCandidate(0.2, 1, 64));
  const [weights, input] = [randomWeights(graph), randomInput(graph)];
  const logits = graph.outputs.logits ?? 0;
  const right = plainRun(graph, weights, { input })[logits]?.data ?? [];
  const { maxComputeWorkgroupStorageSize: workgroupBytes } = runtime.device.limits;
  const shapes = shapesOf(graph, { workgroupBytes }, new Map());
  const off: number[] = [];
  const run = async (executor: WebGpuExecutor) => {
    const { outputs } = await executor.run(input);
    off.push(relativeDeviation(outputs.logits?.data ?? [], right));
    executor.dispose();
  };
  const workgroups = new Set<string>();
  for (const name of tilingNames) {
    // Where a layer cannot have it, it keeps its own.
    const tuning = new Map(shapes.map(({ key }) => [key, name]));
    workgroups.add(
      plan(graph, { workgroupBytes, tuning })
        .steps.map((step) => step.workgroups)
        .join(),
    );
    await run(new WebGpuExecutor(graph, weights, runtime, { tuning }));
  }
  const measured = new WebGpuExecutor(graph, weights, runtime);
  const alive = living(runtime.device);
  const tuning = await measured.tune(new Map());
  const held = alive.size;
  const again = await measured.tune(tuning);
  const times = await measured.timeDispatches();
  const running = alive.size;
  await run(measured);
  const complaints = runtime.complaints;
  runtime.close();
  return {
    off,
    programs: workgroups.size,
    held,
    running,
    complaints,
    shapes: shapes.map(({ key, candidates }) => ({ key, candidates })),
    tuning: [...tuning],
    told: times.tuning,
    unchanged: again === tuning,
  };
}
