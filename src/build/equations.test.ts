import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { commonTex, equationOptions } from './equations.ts';

describe('an equation for anybody’s TeX', () => {
  test.for([
    ['d \\cdot w^2', 'd \\cdot w^2'],
    ['\\depth{d} = \\alpha^{\\knob{\\phi}}', 'd = \\alpha^{\\phi}'],
    [
      '\\resolution{H \\cdot W} \\cdot k^2 \\cdot \\width{C_{\\text{in}}}',
      'H \\cdot W \\cdot k^2 \\cdot C_{\\text{in}}',
    ],
    ['a\\cdot\\width{C}', 'a\\cdot C'],
    [
      '\\term{P6-output}{w_1 \\cdot \\knob{P_6^{\\text{in}}}} + \\term{x}{y}',
      'w_1 \\cdot P_6^{\\text{in}} + y',
    ],
  ] as const)('%s', ([ours, common], { expect }) => {
    expect(commonTex(ours)).toBe(common);
    // The same letters in the same places, whoever sets them.
    const text = (tex: string, options = {}) =>
      katex
        .renderToString(tex, { ...options, output: 'html', throwOnError: true })
        .replaceAll(/<[^>]*>/g, '');
    expect(text(common)).toBe(text(ours, { ...equationOptions, output: 'html' }));
  });

  test('leaves no macro of our own', () => {
    const names = Object.keys(equationOptions.macros ?? {});
    expect(names).toHaveLength(5);
    for (const name of names) {
      const tex = name === '\\term' ? `${name}{a}{b}` : `${name}{b}`;
      expect(commonTex(tex)).toBe('b');
    }
  });
});
