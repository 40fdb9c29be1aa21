import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { classify } from '../../src/cli/classify.ts';
import { detect } from '../../src/cli/detect.ts';
import { loadFile } from '../../src/cli/loaded.ts';
import { useNodeBackend } from '../../src/cli/node-backend.ts';
import { readPicture } from '../../src/cli/pictures/read.ts';

// What `predict --checkpoint FILE PICTURE` answers, from the picture's file to classes and boxes, held against the libraries with their own
// preparation of pictures, their own anchors and regressions (test/fixtures/checkpoints/make/pictures.py). No rule is given: it is the file's.

const path = (name: string) => new URL(`../fixtures/checkpoints/${name}`, import.meta.url).pathname;

interface Answer {
  /** Class and probability. */
  readonly top?: readonly (readonly [number, number])[];
  /** Class, score, ymin, xmin, ymax, xmax. */
  readonly boxes?: readonly (readonly [number, number, number, number, number, number])[];
}
const { picture, answers } = JSON.parse(readFileSync(path('pictures.json'), 'utf8')) as {
  readonly picture: string;
  readonly answers: Readonly<Record<string, Answer>>;
};

const files = Object.entries(answers).flatMap(([name, answer]) => [
  [`${name}.safetensors`, answer] as const,
  ...(/^(lukemelas|zylo117|effdet-own)/.test(name) ? [[`${name}.pth`, answer] as const] : []),
]);

test('there are classifiers and detectors among them', () => {
  expect(files.filter(([, { top }]) => top?.length === 5)).toHaveLength(4);
  expect(files.filter(([, { boxes }]) => boxes?.length === 10)).toHaveLength(6);
});

test.each(files)('%s answers as its library does', async (file, { top = [], boxes = [] }) => {
  const runtime = await useNodeBackend('wasm');
  const network = loadFile(path(file));
  const pixels = await readPicture(path(picture));
  if (top.length > 0) {
    const guesses = await classify(runtime, network, pixels);
    expect(guesses.map(({ index }) => index)).toEqual(top.map(([index]) => index));
    top.forEach(([, probability], i) => {
      expect(Math.abs(guesses[i]!.probability - probability)).toBeLessThan(1e-4);
    });
  }
  if (boxes.length === 0) return;
  const found = await detect(runtime, network, pixels, { scoreThreshold: 0 });
  // Where two scores are equal to the last bit, either may come first.
  for (const [label, score, ...edges] of boxes) {
    const same = found.find(
      (each) =>
        each.name === `class ${label}` && each.box.every((edge, i) => Math.abs(edge - edges[i]!) < 1e-2),
    );
    expect(same, `a box of class ${label} at ${edges.join()}`).toBeDefined();
    expect(Math.abs(same!.score - score)).toBeLessThan(1e-4);
  }
});
