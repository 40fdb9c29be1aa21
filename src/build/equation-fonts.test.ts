import katex from 'katex';
import { expect, it } from 'vitest';
import { equationFonts } from './equation-fonts.ts';
import { equationOptions } from './equations.ts';

function fontsOf(tex: string): string[] {
  return equationFonts(katex.renderToString(tex, { ...equationOptions, displayMode: true })).map((name) =>
    name.replace('KaTeX_', ''),
  );
}

it('names the fonts that an equation is set in', () => {
  expect(fontsOf('1+1')).toEqual(['Main-Regular']);
  expect(fontsOf('d = \\alpha^\\phi')).toEqual(['Main-Regular', 'Math-Italic']);
  expect(fontsOf('\\sum_i w_i')).toContain('Size2-Regular');
  expect(fontsOf('\\left[\\frac{a}{b}\\right]')).toContain('Size2-Regular');
  expect(fontsOf('\\mathcal{F}')).toContain('Caligraphic-Regular');
  expect(equationFonts('<p>no equation</p>')).toEqual([]);
});

it('lets an equation carry a colour and a term, and nothing that could lead elsewhere', () => {
  const html = katex.renderToString('\\depth{d} \\term{gate}{s}', equationOptions);
  expect(html).toContain('class="enclosing dim-depth"');
  expect(html).toContain('data-term="depth"');
  expect(html).toContain('data-term="gate"');
  expect(html).toContain('<math');
  expect(() =>
    katex.renderToString('\\href{https://example.org}{x}', { ...equationOptions, throwOnError: true }),
  ).not.toThrow();
  expect(katex.renderToString('\\href{https://example.org}{x}', equationOptions)).not.toContain('<a ');
});
