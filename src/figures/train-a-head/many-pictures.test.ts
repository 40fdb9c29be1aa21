import { expect, test } from 'vitest';
import { lastBlock } from '../../../models/facts/last-block.ts';
import { mostTuned } from '../../../models/heads/last-block.ts';
import { sketchSize } from '../../../models/heads/sketch.ts';
import { trained } from '../../../models/heads/training.ts';
import { random } from '../../../models/scenes/random.ts';
import type { Features, HashedPicture } from '../../engine/client/engine.ts';
import * as words from '../../words/en/figures/train-a-head.ts';
import type { Session } from './session.ts';
import { Trainer } from './trainer.svelte.ts';

// Two thousand pictures at once, with features that stand in for the network's: what is kept, what is told, what a cancel leaves.
const [classes, each, width] = [10, 200, 8];

/** A picture whose name says which it is; its class leans its features. */
const fileOf = (i: number) => new File([`picture ${i}`], `${i}.png`, { type: 'image/png' });

/** The engine's end on the page, without an engine: it is asked for features, and trains as the worker would. */
function standIn(broken: ReadonlySet<string> = new Set(), onAsked: (count: number) => void = () => {}) {
  const asked: string[] = [];
  const session = {
    notice: null,
    dispose: async () => {},
    async features(picture: HashedPicture, signal?: AbortSignal): Promise<Features> {
      const { name } = picture as File;
      asked.push(name);
      onAsked(asked.length);
      signal?.throwIfAborted();
      if (broken.has(name)) throw Object.assign(new Error('This is no picture.'), { code: 'picture' });
      const i = Number.parseInt(name, 10);
      const { normal } = random(7, i);
      const features = Float32Array.from(
        { length: width },
        (_, f) => normal(0.5) + (f === Math.floor(i / each) % width ? 2 : 0),
      );
      const sketch = new Float32Array(sketchSize);
      return { features, sketch, sha256: `hash of ${i}`, cached: false };
    },
    // As the worker does, but for the search for leaks.
    train: async ({ parts, options, ...data }) => ({
      ...trained(data, parts, options),
      leaks: { count: 0, tested: 0, pairs: [] },
    }),
  } satisfies Partial<Session>;
  return { asked, session: session as unknown as Session };
}

function filled(session: Session, count = classes * each): Trainer {
  const trainer = new Trainer(lastBlock, async () => session);
  for (let label = 0; label < classes; label++) {
    const id = trainer.collection.addClass(`class ${label}`);
    const from = label * each;
    trainer.collection.add(
      id,
      Array.from({ length: Math.min(each, count - from) }, (_, i) => fileOf(from + i)),
    );
  }
  return trainer;
}
const settings = { seed: 1, method: 'lbfgs' } as const;
const partsOf = (trainer: Trainer) => {
  const parts = trainer.current?.trained?.outcome.parts ?? [];
  return (['train', 'validation', 'test'] as const).map((part) => parts.filter((p) => p === part).length);
};

test('a cancel in the middle loses nothing: what was looked at is not looked at again, and all two thousand are trained on', async () => {
  const cancelAt = 700;
  let trainer: Trainer | undefined;
  const { asked, session } = standIn(new Set(), (count) => {
    if (count === cancelAt) trainer?.cancel();
  });
  trainer = filled(session);
  expect(await trainer.train(settings)).toBe(false);
  expect(trainer.current).toBeNull();
  expect(trainer.error).toBeNull();
  expect(asked).toHaveLength(cancelAt);
  const seen = () =>
    trainer?.collection.classes.flatMap(({ items }) => items).filter((item) => item.seen !== null).length;
  expect(seen()).toBe(cancelAt - 1);
  expect(await trainer.train(settings)).toBe(true);
  expect(asked).toHaveLength(classes * each + 1);
  expect(partsOf(trainer)).toEqual([1200, 400, 400]);
  expect(trainer.current?.card.pictures).toHaveLength(2000);
  expect(trainer.current?.card.measured?.pictures).toBe(400);
  expect(trainer.progress).toBeNull();
  // Another seed asks the network nothing.
  expect(await trainer.train({ ...settings, seed: 2 })).toBe(true);
  expect(asked).toHaveLength(classes * each + 1);
}, 60_000);

test('files that are no pictures are left out with a sentence each, and the others are trained on', async () => {
  const broken = new Set(['3.png', '777.png', '1999.png']);
  const trainer = filled(standIn(broken).session);
  expect(await trainer.train(settings)).toBe(true);
  expect(trainer.collection.refused).toEqual(
    [...broken].map((name) => words.refusedFile(name, 'This is no picture.')),
  );
  expect(partsOf(trainer).reduce((sum, count) => sum + count, 0)).toBe(1997);
}, 60_000);

test('more than the last block can be trained on is said with the memory that it would take; the head stays', async () => {
  const { session } = standIn();
  const trainer = filled(session);
  const id = trainer.collection.classes[0]?.id ?? 0;
  trainer.collection.add(id, [fileOf(mostTuned)]);
  expect(await trainer.train(settings)).toBe(true);
  const head = trainer.current;
  expect(await trainer.tuneBlock(1)).toBe(false);
  expect(trainer.error).toBe(words.tooManyToTune(mostTuned + 1, mostTuned, lastBlock.bytesOfMap));
  expect(trainer.error).toContain('2,000');
  expect(trainer.current).toBe(head);
  expect(trainer.pair).toBeNull();
}, 60_000);

test('a training is under way from the press on, with the network here and before its first answer', async () => {
  const shown: boolean[] = [];
  let trainer: Trainer | undefined;
  const { session } = standIn(new Set(), () => shown.push(trainer?.progress?.label === words.looking));
  trainer = filled(session, 40);
  for (const { id, items } of [...trainer.collection.classes])
    if (items.length === 0) trainer.collection.remove(id);
  trainer.collection.add(trainer.collection.addClass('another'), [fileOf(40), fileOf(41)]);
  const pressed = trainer.train(settings);
  expect(trainer.progress).not.toBeNull();
  await pressed;
  const before = shown.length;
  trainer.collection.add(trainer.collection.classes[0]?.id ?? 0, [fileOf(42)]);
  await trainer.train(settings);
  expect(shown.slice(before)).toEqual([true]);
});
