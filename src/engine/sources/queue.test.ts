import { describe, expect, test } from 'vitest';
import { Queue } from './queue.ts';

/** Tasks that go on when they are told to, and what they did. */
function staged() {
  const log: string[] = [];
  const queue = new Queue();
  const ends = new Map<string, { done: () => void; fail: () => void; release: () => void }>();
  const work = (name: string) => (release: () => void) => {
    log.push(`${name} begins`);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, {
        release,
        done: () => {
          log.push(`${name} ends`);
          resolve(name);
        },
        fail: () => {
          log.push(`${name} fails`);
          reject(new Error(name));
        },
      });
    });
  };
  const alone = (name: string, signal?: AbortSignal) => queue.add(() => work(name)(() => {}), signal);
  const beside = (name: string, signal?: AbortSignal) => queue.overlap(work(name), signal);
  const at = (name: string) => {
    const found = ends.get(name);
    if (found === undefined) throw new Error(`${name} has not begun.`);
    return found;
  };
  return { log, alone, beside, at };
}

/** Lets everything that can happen happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('one at a time, in order, whatever becomes of them', async () => {
  const { log, alone, at } = staged();
  const [a, b] = [alone('a'), alone('b')];
  await settle();
  expect(log).toEqual(['a begins']);
  at('a').fail();
  await expect(a).rejects.toThrow('a');
  await settle();
  expect(log).toEqual(['a begins', 'a fails', 'b begins']);
  at('b').done();
  expect(await b).toBe('b');
});

describe('tasks that allow another beside them', () => {
  test('the next begins when one releases it, and the one after that waits until the first has ended', async () => {
    const { log, beside, at } = staged();
    for (const name of ['a', 'b', 'c']) void beside(name);
    await settle();
    expect(log).toEqual(['a begins']);
    at('a').release();
    await settle();
    expect(log).toEqual(['a begins', 'b begins']);
    at('b').release();
    await settle();
    expect(log).toEqual(['a begins', 'b begins']);
    at('a').done();
    await settle();
    expect(log).toEqual(['a begins', 'b begins', 'a ends', 'c begins']);
  });

  test('one that releases nothing has the place to itself', async () => {
    const { log, beside, at } = staged();
    for (const name of ['a', 'b']) void beside(name);
    await settle();
    expect(log).toEqual(['a begins']);
    at('a').done();
    await settle();
    expect(log).toEqual(['a begins', 'a ends', 'b begins']);
  });

  test('a fault in one leaves the other and those behind it alone', async () => {
    const { log, beside, at } = staged();
    const [a, b, c] = [beside('a'), beside('b'), beside('c')];
    await settle();
    at('a').release();
    await settle();
    at('b').release();
    at('a').fail();
    await expect(a).rejects.toThrow('a');
    await settle();
    expect(log.at(-1)).toBe('c begins');
    at('b').done();
    at('c').done();
    expect(await Promise.all([b, c])).toEqual(['b', 'c']);
  });

  test('one that is cancelled while it waits never begins, and the next takes its place', async () => {
    const { log, beside, at } = staged();
    const controller = new AbortController();
    void beside('a');
    const b = beside('b', controller.signal);
    void beside('c');
    await settle();
    controller.abort();
    at('a').release();
    await expect(b).rejects.toMatchObject({ code: 'cancelled' });
    await settle();
    // What never began holds nobody up; `a` is still under way beside it.
    expect(log).toEqual(['a begins']);
    at('a').done();
    await settle();
    expect(log).toEqual(['a begins', 'a ends', 'c begins']);
  });

  test('a task that wants to be alone waits for both, and is waited for', async () => {
    const { log, alone, beside, at } = staged();
    void beside('a');
    void beside('b');
    void alone('dispose');
    void beside('c');
    await settle();
    at('a').release();
    await settle();
    at('b').release();
    at('b').done();
    await settle();
    expect(log).toEqual(['a begins', 'b begins', 'b ends']);
    at('a').done();
    await settle();
    expect(log.slice(3)).toEqual(['a ends', 'dispose begins']);
    at('dispose').done();
    await settle();
    expect(log.slice(5)).toEqual(['dispose ends', 'c begins']);
  });
});
