import { expect, test } from 'vitest';
import { Task } from './task.svelte.ts';

/** A job that goes on when it is told to. */
function staged() {
  let end: (error?: Error) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  return { ended, end };
}

test('what a job shows is gone when it is done', async () => {
  const task = new Task();
  const { ended, end } = staged();
  const done = task.run(async ({ show, loading }) => {
    show({ label: 'begins' });
    loading({ phase: 'downloading', loaded: 1, total: 4, cached: false }, 'B0');
    await ended;
  });
  expect(task.running).toBe(true);
  expect(task.progress).toMatchObject({ value: 0.25 });
  end();
  expect(await done).toBe(true);
  expect([task.running, task.progress, task.error]).toEqual([false, null, null]);
});

test('one that fails says why, until the next begins', async () => {
  const task = new Task();
  expect(
    await task.run(async () => {
      throw Object.assign(new Error('The store is full.'), { code: 'storage' });
    }),
  ).toBe(false);
  expect([task.error, task.full, task.running]).toEqual(['The store is full.', true, false]);
  const { ended, end } = staged();
  const done = task.run(() => ended);
  expect([task.error, task.full]).toEqual([null, false]);
  end(new Error('Another.'));
  expect(await done).toBe(false);
  expect([task.error, task.full]).toEqual(['Another.', false]);
});

test('one that is cancelled says nothing, however it ends', async () => {
  const task = new Task();
  const { ended, end } = staged();
  let later: () => void = () => {};
  const done = task.run(async ({ signal, show }) => {
    show({ label: 'begins' });
    later = () => show({ label: 'too late' });
    await ended;
    signal.throwIfAborted();
  });
  task.cancel();
  later();
  expect([task.running, task.progress?.label]).toEqual([true, 'begins']);
  end();
  expect(await done).toBe(false);
  expect([task.running, task.progress, task.error]).toEqual([false, null, null]);
});

test('a newer one takes the place of an unfinished one, which touches nothing any more', async () => {
  const task = new Task();
  const [first, second] = [staged(), staged()];
  let late: () => void = () => {};
  const one = task.run(async ({ show, signal }) => {
    show({ label: 'one' });
    late = () => show({ label: 'one, late' });
    await first.ended;
    expect(signal.aborted).toBe(true);
  });
  const two = task.run(async ({ show }) => {
    show({ label: 'two' });
    await second.ended;
  });
  late();
  first.end(new Error('one failed'));
  expect(await one).toBe(false);
  expect([task.running, task.progress?.label, task.error]).toEqual([true, 'two', null]);
  second.end();
  expect(await two).toBe(true);
  expect(task.running).toBe(false);
});
