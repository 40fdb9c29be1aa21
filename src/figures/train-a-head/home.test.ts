import { describe, expect, test } from 'vitest';
import type { HeadCard } from '../../../models/checkpoints/head.ts';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { released } from '../../../models/families/efficientnet/sizes.ts';
import { fold } from '../../../models/operators/fold.ts';
import { classifierOnnx, featuresCsv, headFile, headIn } from './home.ts';

const card: HeadCard = {
  title: 'a, b',
  standsOn: 'efficientnet-b0',
  backbone: 'x',
  classes: ['a', 'b, "c"'],
  training: { method: 'lbfgs', seed: 1, decay: 1e-3, step: 3, ended: 'converged' },
  pictures: [
    { label: 0, part: 'train', sha256: 'aa' },
    { label: 1, part: 'test', sha256: 'bb' },
  ],
  measured: null,
};
const head = { kernel: new Float32Array(2560).fill(0.5), bias: Float32Array.of(1, 2) };

test('a head comes back from its file; another file is refused with a sentence', async () => {
  const file = new Blob([headFile({ head, card, trained: null }).slice()]);
  expect(await headIn(file)).toEqual({ ...head, card });
  await expect(headIn(new Blob(['no head']))).rejects.toThrow(/\.$/);
});

test('features and labels are a row a picture, names quoted where they must be', () => {
  const csv = featuresCsv(card, { features: Float32Array.of(1, 2, 3, 4), labels: [0, 1], width: 2 });
  expect(csv).toBe('class,part,sha256,f0,f1\r\na,train,aa,1,2\r\n"b, ""c""",test,bb,3,4\r\n');
});

describe('the whole classifier as ONNX', () => {
  const graph = fold(efficientNet(released.B0));
  const weights = Object.fromEntries(
    graph.parameters.map(({ name, shape }) => [
      name,
      new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.01),
    ]),
  );

  test('holds the head’s numbers in the place of the thousand classes’', () => {
    const file = Buffer.from(classifierOnnx('efficientnet-b0', weights, { head, card }));
    const all = Buffer.from(new Uint8Array(head.bias.buffer));
    expect(file.includes(all)).toBe(true);
    // A thousand classes’ kernel alone would be 5 MB more.
    const own = Object.entries(weights).reduce(
      (sum, [name, values]) => sum + (name.startsWith('stage9/dense') ? 0 : 4 * values.length),
      0,
    );
    expect(file.length).toBeGreaterThan(own);
    expect(file.length).toBeLessThan(own + 200_000);
  });

  test('refuses a network that there is not', () => {
    expect(() => classifierOnnx('resnet', weights, { head, card })).toThrow('no network “resnet”');
  });
});
