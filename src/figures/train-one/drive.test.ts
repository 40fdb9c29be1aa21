import { describe, expect, test } from 'vitest';
import { partitions } from '../../../models/scenes/seeds.ts';
import type { PaintedPictures } from '../../../models/study/batches.ts';
import { recipe } from '../../../models/study/recipe.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import {
  type Hands,
  measuredHere,
  measureSeconds,
  type PaintAsk,
  paintedAhead,
  secondsLeft,
  trainOne,
} from './drive.ts';
import { runOf } from './run.ts';
import { trainOneSchema } from './view.ts';

const { batch } = recipe;
const run = { ...runOf(defaultView(trainOneSchema)), seen: 10 * batch };

/** Hands that say what they were asked for; every second picture is named right. */
function fakeHands() {
  const asked: PaintAsk[] = [];
  const trained: number[] = [];
  let [painted, most] = [0, 0];
  const hands: Hands = {
    start: async () => null,
    async paint(ask) {
      asked.push(ask);
      painted++;
      most = Math.max(most, painted);
      const kinds = Uint8Array.from(ask.seeds, (seed) => seed % 16);
      return { side: 2, rgb: new Uint8Array(12 * kinds.length), kinds };
    },
    async step(pictures: PaintedPictures) {
      painted--;
      trained.push(pictures.kinds[0]!);
      return { step: trained.length, loss: 1, right: 0.5, milliseconds: 1 };
    },
    finish: async () => ({ weights: new Map(), hash: 'h' }),
    async name({ kinds }) {
      painted--;
      return kinds.map((kind, i) => (i % 2 === 0 ? kind : 16));
    },
  };
  return { hands, asked, trained, most: () => most };
}

const watching = (more: object = {}) => ({
  signal: new AbortController().signal,
  turn: async () => {},
  onStep: () => {},
  onMeasured: () => {},
  ...more,
});

describe('a training in the page', () => {
  test('sees each training picture once, in order, and is measured on validation pictures', async () => {
    const { hands, asked } = fakeHands();
    const found = await trainOne(run, hands, watching());
    const seeds = asked.flatMap((each) => each.seeds);
    expect(seeds.slice(0, run.seen)).toEqual(Array.from({ length: run.seen }, (_, i) => i));
    const { first } = partitions.validation;
    expect(seeds.slice(run.seen)).toEqual(Array.from({ length: measuredHere }, (_, i) => first + i));
    expect(found.validation).toBe(0.5);
    expect(found.mistakes).toHaveLength(12);
    expect(found.mistakes[0]).toMatchObject({ kind: (first + 1) % 16, named: 16 });
    expect(found.mistakes[0]!.picture.kinds).toHaveLength(1);
  });

  test('holds a few batches, however long it runs', async () => {
    const { hands, most } = fakeHands();
    await trainOne({ ...run, seen: 200 * batch }, hands, watching());
    expect(most()).toBeLessThanOrEqual(paintedAhead);
  });

  test('waits while it is paused', async () => {
    const { hands, trained } = fakeHands();
    let goOn = () => {};
    const turn = () =>
      trained.length === 4
        ? new Promise<void>((resolve) => {
            goOn = resolve;
          })
        : Promise.resolve();
    const whole = trainOne(run, hands, watching({ turn }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(trained).toHaveLength(4);
    goOn();
    await whole;
    expect(trained).toHaveLength(10);
  });

  test('takes no step more once it is cancelled', async () => {
    const { hands, trained } = fakeHands();
    const controller = new AbortController();
    const onStep = () => {
      if (trained.length === 3) controller.abort();
    };
    await expect(trainOne(run, hands, watching({ signal: controller.signal, onStep }))).rejects.toThrow();
    expect(trained).toHaveLength(3);
  });

  test('says why it failed, as the hand says it', async () => {
    const { hands } = fakeHands();
    const paint = () => Promise.reject(new Error('The stickers could not be fetched (404).'));
    await expect(trainOne(run, { ...hands, paint }, watching())).rejects.toThrow(/could not be fetched/);
  });
});

test('time is told from a few steps: the slower of painting and training sets the pace', async () => {
  const { hands } = fakeHands();
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const slow: Hands = {
    ...hands,
    async step(pictures) {
      await wait(40);
      return hands.step(pictures);
    },
  };
  const { signal } = new AbortController();
  const seconds = await measureSeconds({ ...run, seen: 100 * batch }, slow, signal);
  expect(seconds).toBeGreaterThan(3.8);
});

test('what is left is told from its own pace, once a tenth is done', () => {
  expect(secondsLeft(100, 0.05, 40)).toBe(95);
  expect(secondsLeft(100, 0.5, 40)).toBe(40);
  expect(secondsLeft(100, 1, 40)).toBe(0);
});
