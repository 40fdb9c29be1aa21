import { throwIfCancelled } from '../../protocol/error.ts';

/** A thread that multiplies and adds in registers: eight chains of four values. */
const arithmetic = `
@group(0) @binding(0) var<storage, read_write> made: array<vec4f>;
override rounds: u32;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let a = vec4f(f32(id.x % 7u) * 1e-3);
  let b = vec4f(0.999);
  var x = array<vec4f, 8>(a, a + 1.0, a + 2.0, a + 3.0, a + 4.0, a + 5.0, a + 6.0, a + 7.0);
  for (var i = 0u; i < rounds; i++) {
    for (var k = 0u; k < 8u; k++) { x[k] = fma(x[k], b, a); }
  }
  made[id.x] = x[0] + x[1] + x[2] + x[3] + x[4] + x[5] + x[6] + x[7];
}`;

/** A thread that reads two values of each array and writes their sum. */
const copying = `
@group(0) @binding(0) var<storage, read_write> made: array<vec4f>;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> y: array<vec4f>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  made[id.x] = x[id.x] + y[id.x];
}`;

/** One value, written again: each dispatch waits for the one before it. */
const nothing = `
@group(0) @binding(0) var<storage, read_write> made: array<vec4f>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) { made[id.x] += vec4f(1.0); }`;

/** Dispatches of which the cost of one is taken. */
const manyDispatches = 512;

/**
 * Three ceilings of a device, for a roofline, each the best of several runs: multiply-adds a second in registers, and bytes a second of an
 * addition of two arrays; and what a dispatch costs besides. `large` for a graphics card, else sizes that a processor finishes in moments.
 */
export async function measureCeilings(device: GPUDevice, large: boolean, signal?: AbortSignal) {
  const groups = large ? 2 ** 16 - 64 : 2 ** 10;
  const threads = groups * 64;
  const { STORAGE } = GPUBufferUsage;
  const buffers = [0, 1, 2].map(() => device.createBuffer({ size: threads * 16, usage: STORAGE }));
  const rounds = large ? 512 : 16;
  const pipelineOf = (code: string, constants: Record<string, number> = {}) =>
    device.createComputePipelineAsync({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code }), entryPoint: 'main', constants },
    });
  const best = async (
    pipeline: GPUComputePipeline,
    bound: readonly GPUBuffer[],
    workgroups = groups,
    times = 1,
  ): Promise<number> => {
    const group = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    let least = Number.POSITIVE_INFINITY;
    const ends = performance.now() + 600;
    for (let i = 0; i < 4 || performance.now() < ends; i++) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      for (let n = 0; n < times; n++) pass.dispatchWorkgroups(workgroups);
      pass.end();
      const started = performance.now();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      // The first run compiles.
      if (i > 0) least = Math.min(least, performance.now() - started);
      throwIfCancelled(signal);
    }
    return least / 1000;
  };
  try {
    const product = await best(await pipelineOf(arithmetic, { rounds }), buffers.slice(0, 1));
    const sum = await best(await pipelineOf(copying), buffers);
    const idle = await pipelineOf(nothing);
    const [one, many] = [
      await best(idle, buffers.slice(0, 1), 1, 1),
      await best(idle, buffers.slice(0, 1), 1, manyDispatches),
    ];
    return {
      multiplyAddsPerSecond: (threads * rounds * 8 * 4) / product,
      bytesPerSecond: (threads * 3 * 16) / sum,
      secondsPerDispatch: Math.max(0, many - one) / (manyDispatches - 1),
    };
  } finally {
    for (const buffer of buffers) buffer.destroy();
  }
}
