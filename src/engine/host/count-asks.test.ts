import { expect, test } from 'vitest';
import { countAsks } from './count-asks.ts';

/** A device that keeps what it was asked for. */
function classes() {
  const log: string[] = [];
  class GPUComputePassEncoder {
    readonly name = 'pass';
    dispatchWorkgroups(x: number) {
      log.push(`${this.name} ${x}`);
    }
  }
  class GPUQueue {
    submit(buffers: readonly string[]) {
      log.push(`submit ${buffers.length}`);
      return 'handed over';
    }
  }
  class GPUDevice {
    createBindGroup() {
      return {};
    }
  }
  return { log, GPUComputePassEncoder, GPUQueue, GPUDevice };
}

test('calls are counted, and do what they did', async () => {
  const { log, ...webgpu } = classes();
  const pass = new webgpu.GPUComputePassEncoder();
  const queue = new webgpu.GPUQueue();
  const asks = await countAsks(async () => {
    pass.dispatchWorkgroups(3);
    pass.dispatchWorkgroups(5);
    expect(queue.submit(['one'])).toBe('handed over');
    new webgpu.GPUDevice().createBindGroup();
  }, webgpu);
  expect(asks).toEqual({ dispatches: 2, submits: 1, bindGroups: 1 });
  expect(log).toEqual(['pass 3', 'pass 5', 'submit 1']);
});

test('afterwards nothing is counted any more, even where the work failed', async () => {
  const { log: _, ...webgpu } = classes();
  const before = webgpu.GPUComputePassEncoder.prototype.dispatchWorkgroups;
  await expect(countAsks(() => Promise.reject(new Error('lost')), webgpu)).rejects.toThrow('lost');
  expect(webgpu.GPUComputePassEncoder.prototype.dispatchWorkgroups).toBe(before);
});

test('where there is no WebGPU nothing is known', async () => {
  let ran = false;
  const work = async () => {
    ran = true;
  };
  expect(await countAsks(work, {})).toBeNull();
  expect(ran).toBe(true);
});
