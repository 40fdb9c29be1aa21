import { describe, expect, test } from 'vitest';
import { families } from '../../../models/families/index.ts';
import { toOnnx } from '../../../models/onnx/model.ts';
import { fold } from '../../../models/operators/fold.ts';
import { authorsCode } from '../../../models/snippets/authors-code.ts';
import { provedWith } from '../../../models/snippets/proved-with.ts';
import * as words from '../../words/en/take-along.ts';
import { fileBytes, padsOtherwise, takeAlong } from './take-along.ts';

describe('what is taken along', () => {
  test('any φ, with our exact counts and its code', () => {
    const taken = takeAlong({ network: 'efficientnet', phi: 2.4 })!;
    expect(taken.picture).toEqual([313, 313, 3]);
    expect(taken.snippets.map((each) => 'code' in each)).toEqual([true, true, true]);
    expect(words.what('It', taken.picture, taken.parameters, taken.multiplyAdds)).toMatch(
      /313 × 313 pixels: [\d,]+ parameters/,
    );
  });

  test('a two-stage detector brings its second graph', () => {
    const taken = takeAlong({ network: 'thundernet-snet-49' })!;
    expect(taken.regions?.name).toBe('thundernet-snet-49-regions');
    expect(taken.task).toBe('detection');
    for (const each of taken.snippets) expect('lack' in each && each.lack).toBe('family');
  });

  test('torchvision pads otherwise than TensorFlow’s networks, not than PyTorch’s', () => {
    const b0 = takeAlong({ network: 'efficientnet-b0' })!;
    expect(padsOtherwise(b0, 'torchvision')).toBe(true);
    expect(padsOtherwise(b0, 'timm')).toBe(false);
    expect(padsOtherwise(takeAlong({ network: 'resnet-18' })!, 'torchvision')).toBe(false);
  });

  test('the size that is said is the file’s, but for its nodes', () => {
    const { graph } = takeAlong({ network: 'mobilenet-v1-0.25' })!;
    const folded = fold(graph);
    const weights = new Map(
      folded.parameters.map(({ name, shape }) => [name, new Float32Array(shape.reduce((a, b) => a * b, 1))]),
    );
    const { bytes, fits } = fileBytes(graph);
    const written = toOnnx(folded, weights).byteLength;
    expect(fits).toBe(true);
    expect(written).toBeGreaterThan(bytes);
    expect(written).toBeLessThan(bytes * 1.02);
  });

  test('weights beyond two gibibytes fit no one file', () => {
    const { graph } = takeAlong({ network: 'efficientnet-l2' })!;
    expect(fileBytes(graph).fits).toBe(true);
    const larger = takeAlong({ network: 'efficientnet-l2', options: { width: 5 } })!.graph;
    expect(fileBytes(larger).fits).toBe(false);
  });

  test('a network that no family knows is none, and each library was proved', () => {
    expect(takeAlong({ network: 'efficientnet' })).toBeUndefined();
    for (const { networks } of Object.values(provedWith)) expect(networks).toBeGreaterThan(20);
  });

  test('of every listed network is said where its authors’ code is, or that there is none', () => {
    for (const { id, members } of families)
      for (const { name } of members) {
        const code = authorsCode(id, name);
        expect(code, name).toBeDefined();
        expect(words.authors(code!)).toMatch(/\.$/);
        expect(words.authors(code!).includes('GitHub')).toBe(code!.repository !== null);
      }
    expect(takeAlong({ network: 'shufflenet-v2-1.0' })!.authors?.repository).toBe(
      'megvii-model/ShuffleNet-Series',
    );
    expect(takeAlong({ network: 'efficientnet', phi: 2.4 })!.authors?.in).toBe('tensorflow');
    expect(takeAlong({ network: 'resnet-18' })!.authors?.in).toBe('none');
    expect(takeAlong({ network: 'dfanet-a' })!.authors?.in).toBe('none');
  });
});
