import { expect, test } from 'vitest';
import { Newest } from './newest.ts';

/** A picture that is numbered anew with every change, and work on it that ends when it is told to. */
function staged(most: number | (() => number) = 2) {
  const log: string[] = [];
  const ends = new Map<number, { done: () => void; fail: (error: Error) => void }>();
  const faults: unknown[] = [];
  let now = 0;
  let there = true;
  const newest = new Newest<number>({
    take: () => (there ? Promise.resolve(now) : undefined),
    work: (item) => {
      log.push(`${item}`);
      return new Promise<void>((resolve, reject) => {
        ends.set(item, { done: resolve, fail: reject });
      });
    },
    most: typeof most === 'number' ? () => most : most,
    onFault: (error) => void faults.push(error),
    discard: (item) => void log.push(`${item} thrown away`),
  });
  const change = async () => {
    now++;
    newest.changed();
    await settle();
  };
  const end = async (item: number, error?: Error) => {
    const found = ends.get(item);
    if (error === undefined) found?.done();
    else found?.fail(error);
    await settle();
  };
  const show = (value: boolean) => {
    there = value;
  };
  return { newest, log, faults, change, end, show };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('two are under way; of those that come meanwhile only the newest is taken', async () => {
  const { log, change, end } = staged();
  for (let i = 0; i < 5; i++) await change();
  expect(log).toEqual(['1', '2']);
  await end(1);
  expect(log).toEqual(['1', '2', '5']);
  await end(2);
  // Nothing has changed since.
  expect(log).toEqual(['1', '2', '5']);
  await change();
  expect(log).toEqual(['1', '2', '5', '6']);
});

test('where one may be under way, each waits for the one before it', async () => {
  const { log, change, end } = staged(1);
  for (let i = 0; i < 3; i++) await change();
  expect(log).toEqual(['1']);
  await end(1);
  expect(log).toEqual(['1', '3']);
});

test('how many is asked before each: what runs them may have changed', async () => {
  let most = 1;
  const { log, change, end } = staged(() => most);
  await change();
  await change();
  expect(log).toEqual(['1']);
  most = 2;
  await change();
  expect(log).toEqual(['1', '3']);
  most = 1;
  await end(1);
  await change();
  expect(log).toEqual(['1', '3']);
  await end(3);
  expect(log).toEqual(['1', '3', '4']);
});

test('a fault in one is told once, and nothing more is taken', async () => {
  const { log, faults, change, end } = staged();
  await change();
  await change();
  const error = new Error('lost');
  await end(1, error);
  await end(2, new Error('lost as well'));
  await change();
  expect(faults).toEqual([error]);
  expect(log).toEqual(['1', '2']);
});

test('after a stop nothing is taken, and nobody hears of what fails', async () => {
  const { newest, log, faults, change, end } = staged();
  await change();
  newest.stop();
  await change();
  await end(1, new Error('cancelled'));
  expect(log).toEqual(['1']);
  expect(faults).toEqual([]);
});

test('what was taken and came too late is thrown away', async () => {
  const { newest, log } = staged();
  newest.changed();
  newest.stop();
  await settle();
  expect(log).toEqual(['0 thrown away']);
});

test('before there is anything to take, a change waits', async () => {
  const { log, change, show } = staged();
  show(false);
  await change();
  expect(log).toEqual([]);
  show(true);
  await change();
  expect(log).toEqual(['2']);
});
