import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ownFonts } from './katex-fonts.ts';

const css = readFileSync(fileURLToPath(import.meta.resolve('katex/dist/katex.min.css')), 'utf8');

test('every font is named once, as woff2, and never takes another’s place', () => {
  const own = ownFonts(css);
  const faces = own.match(/@font-face\{[^}]*\}/g) ?? [];
  expect(faces.length).toBeGreaterThan(15);
  for (const face of faces) {
    expect(face.match(/url\(([^)]*)\)/g)).toEqual([expect.stringMatching(/\.woff2\)$/)]);
    expect(face).toContain('font-display:optional');
  }
  // KaTeX's own sheet says something else, so the edit has something to do.
  expect(css).toMatch(/font-display:\s*block/);
});
