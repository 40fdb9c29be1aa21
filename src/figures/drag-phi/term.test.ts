import katex from 'katex';
import { expect, it } from 'vitest';
import { classifierModel } from './classifiers.ts';
import { detectorModel } from './detectors.ts';
import type { TaskModel } from './task-model.ts';
import { texOf } from './term.ts';

const written = (model: TaskModel, phi: number): string[] =>
  model
    .termsAt(phi)
    .map(({ pieces }) => pieces.map(({ text, raised }) => (raised ? `^${text}` : text)).join(''));

it('writes the classifier’s formula with its numbers', () => {
  expect(written(classifierModel, 2)).toEqual([
    'd = α^φ = 1.2^2.0 = 1.44',
    'w = β^φ = 1.1^2.0 = 1.21',
    'r = γ^φ = 1.15^2.0 = 1.32',
    '(α · β^2 · γ^2)^φ = 1.92^2.0 = 3.69',
    '1.81 / 0.386 billion = 4.69',
  ]);
});

it('writes each equation in TeX too, which KaTeX reads', () => {
  const tex = (model: TaskModel, phi: number) => model.termsAt(phi).map(({ pieces }) => texOf(pieces));
  expect(tex(classifierModel, 2)).toEqual([
    'd = \\alpha^{\\phi} = 1.2^{2.0} = 1.44',
    'w = \\beta^{\\phi} = 1.1^{2.0} = 1.21',
    'r = \\gamma^{\\phi} = 1.15^{2.0} = 1.32',
    '(\\alpha \\cdot \\beta^{2} \\cdot \\gamma^{2})^{\\phi} = 1.92^{2.0} = 3.69',
    '1.81 / 0.386 \\text{billion} = 4.69',
  ]);
  for (const phi of [-3, -0.5, 0, 2.4, 8])
    for (const each of [...tex(classifierModel, Math.max(phi, -1)), ...tex(detectorModel, phi)])
      expect(() => katex.renderToString(each, { strict: 'error', throwOnError: true }), each).not.toThrow();
});

it('says in words what φ does to a classifier', () => {
  expect(classifierModel.termsAt(2).map(({ effect }) => effect)).toEqual([
    '26 blocks instead of 16',
    '1,552 channels at the end instead of 1,280',
    '296 × 296 pixels instead of 224 × 224',
    '3.69 times B0’s, as promised',
    '4.69 times B0’s, as counted',
  ]);
  expect(classifierModel.termsAt(0)[0]?.effect).toBe('16 blocks, as in B0');
});

it('writes the detector’s equations with what rounding makes of them', () => {
  expect(written(detectorModel, 2.4).slice(1)).toEqual([
    '3 + φ = 5.4 → 5',
    '3 + ⌊φ / 3⌋ = 3',
    '64 · 1.35^2.4 = 131.5 → 128',
    '512 + 128 · φ = 819 → 768',
  ]);
});
