import { expect, test } from 'vitest';
import { inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import type { Driver } from '../executors/driver.ts';
import { firstProof } from '../executors/proofs/first.ts';
import { proofWeights } from '../executors/proofs/values.ts';
import type { Executor, RunAnswer, RunOptions } from '../executors/runtime.ts';
import { EngineError } from '../protocol/error.ts';
import type { RunResult } from '../protocol/run.ts';
import type { DeviceLost } from '../protocol/runtime.ts';
import { Host } from './host.ts';

/** A network that is not the proof, and a run that was asked of it. */
const graph = { ...firstProof.graph, name: 'small' };
const shape = inputShape(graph);

interface Asked {
  readonly on: string;
  /** The first value of its input. */
  readonly frame: number;
  readonly submit: () => void;
  readonly answer: () => void;
  readonly refuse: (said: string) => void;
}

/** A host on two devices, whose runs go on when they are told to; what has the device to itself is done at once. */
async function staged() {
  const asked: Asked[] = [];
  const losses: DeviceLost[] = [];
  const lose: Record<string, () => void> = {};
  const answerOf = (frame: number): RunAnswer<never> => ({
    outputs: { frame: { shape: [1, 1, 1], data: Float32Array.of(frame) } },
    taps: {},
    looked: undefined as never,
    readbackMilliseconds: 0,
  });
  const proven = {
    ...answerOf(0),
    outputs: Object.fromEntries(
      Object.entries(firstProof.answers).map(([name, values]) => [
        name,
        { shape: [1, 1, values.length] as const, data: Float32Array.from(values) },
      ]),
    ),
  };
  const executorOn = (on: string, name: string): Executor => ({
    graph,
    precision: 'f32',
    run: async <Looked>(input: Float32Array, { onSubmitted }: RunOptions<Looked> = {}) => {
      if (name !== graph.name) return proven;
      const frame = input[0] ?? 0;
      if (onSubmitted === undefined) return answerOf(frame);
      return new Promise<RunAnswer<never>>((resolve, reject) => {
        asked.push({
          on,
          frame,
          submit: onSubmitted,
          answer: () => resolve(answerOf(frame)),
          refuse: (said) => reject(new EngineError({ code: 'device', what: 'refusedStep', said })),
        });
      });
    },
    dispose: () => {},
  });
  const driver = (executor: 'own' | 'tfjs'): Driver => ({
    device: 'webgpu',
    executor,
    open: async () => ({
      runsOn: { device: 'webgpu', executor, adapter: 'a test', software: false },
      limits: { mapBytes: null, totalBytes: null },
      lost: new Promise((resolve) => {
        lose[executor] = () => resolve('unplugged');
      }),
      load: async ({ name }) => executorOn(executor, name),
      ceilings: () => Promise.reject(new Error('not asked')),
      memory: () => ({ tensors: 0, bytes: 0, deviceBytes: null }),
      close: () => {},
    }),
  });
  const host = new Host({
    drivers: [driver('own'), driver('tfjs')],
    find: () => undefined,
    prepare: async (picture) => ({
      input: 'normalized' in picture ? picture.normalized : new Float32Array(sizeOf(shape)),
    }),
    openForeign: () => Promise.reject(new Error('not asked')),
    onLost: (lost) => void losses.push(lost),
  });
  const options = { onProgress: () => {}, onFit: () => {} };
  const source = { graph, weights: Object.fromEntries(proofWeights(graph)) };
  const { signal } = new AbortController();
  const { handle } = (await host.answer({ type: 'load', source }, { ...options, signal })) as {
    handle: number;
  };
  const run = async (frame: number, controller = new AbortController()) => {
    const normalized = new Float32Array(sizeOf(shape)).fill(frame);
    const ran = await host.answer(
      { type: 'run', handle, picture: { normalized } },
      { ...options, signal: controller.signal },
    );
    return ran as RunResult;
  };
  const dispose = () => host.answer({ type: 'dispose', handle }, { ...options, signal });
  return { asked, losses, lose, run, dispose };
}

/** Lets everything that can happen happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a frame is handed over while the one before is read back; the third waits for the first', async () => {
  const { asked, run } = await staged();
  const runs = [1, 2, 3].map((frame) => run(frame));
  await settle();
  expect(asked.map(({ frame }) => frame)).toEqual([1]);
  asked[0]?.submit();
  await settle();
  expect(asked.map(({ frame }) => frame)).toEqual([1, 2]);
  asked[1]?.submit();
  await settle();
  expect(asked.length).toBe(2);
  asked[0]?.answer();
  await settle();
  expect(asked.map(({ frame }) => frame)).toEqual([1, 2, 3]);
  for (const each of asked.slice(1)) each.answer();
  const answers = await Promise.all(runs);
  expect(answers.map(({ outputs }) => outputs.frame?.data[0])).toEqual([1, 2, 3]);
});

test('the time of a run that began beside another counts from that one’s end', async () => {
  const { asked, run } = await staged();
  const began = performance.now();
  const [first, second] = [run(1), run(2)];
  await settle();
  asked[0]?.submit();
  await settle();
  await new Promise((resolve) => setTimeout(resolve, 20));
  asked[0]?.answer();
  const { timing } = await first;
  asked[1]?.answer();
  const after = (await second).timing;
  expect(timing.runMilliseconds + after.runMilliseconds).toBeLessThanOrEqual(performance.now() - began);
  expect(after.readbackMilliseconds).toBeLessThanOrEqual(after.runMilliseconds);
});

test('a step that is refused sends both runs to the next device, which is given up once', async () => {
  const { asked, losses, run } = await staged();
  const [first, second] = [run(1), run(2)];
  await settle();
  asked[0]?.submit();
  await settle();
  asked[0]?.refuse('no memory');
  asked[1]?.refuse('no memory');
  const answers = await Promise.all([first, second]);
  expect(answers.map(({ outputs }) => outputs.frame?.data[0])).toEqual([1, 2]);
  expect(answers.map(({ runtime }) => runtime.executor)).toEqual(['tfjs', 'tfjs']);
  expect(losses.map(({ cause }) => cause)).toEqual(['failed']);
});

test('a device that is lost under two runs is opened once more, and both are done', async () => {
  const { asked, losses, lose, run } = await staged();
  const [first, second] = [run(1), run(2)];
  await settle();
  asked[0]?.submit();
  await settle();
  lose.own?.();
  asked[0]?.answer();
  asked[1]?.answer();
  const answers = await Promise.all([first, second]);
  expect(answers.map(({ outputs }) => outputs.frame?.data[0])).toEqual([1, 2]);
  expect(losses).toMatchObject([{ cause: 'lost', again: true }]);
});

test('a waiting run that is cancelled never begins; a network is let go when its runs have ended', async () => {
  const { asked, run, dispose } = await staged();
  const controller = new AbortController();
  const [first, second] = [run(1), run(2, controller)];
  await settle();
  let gone = false;
  const disposing = dispose().then(() => {
    gone = true;
  });
  controller.abort();
  asked[0]?.submit();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  await settle();
  expect(gone).toBe(false);
  asked[0]?.answer();
  await first;
  await disposing;
  expect(asked.length).toBe(1);
});
