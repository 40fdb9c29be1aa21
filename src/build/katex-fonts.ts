import type { Plugin } from 'vite';

/**
 * KaTeX's style sheet names each font three times (woff2, woff, ttf); every browser that runs this site reads woff2, so the
 * other two would only be copied into dist/ and never be asked for. And it has a font that comes late take the place of
 * another, which moves the line: here, as with the fonts of the text, one that is not there in time stays away for that visit.
 * They are preloaded, so that is rare.
 */
export function katexFonts(): Plugin {
  return {
    name: 'phiscope:katex-fonts',
    enforce: 'pre',
    transform: (code, id) => (/katex[^/]*\.css/.test(id) ? ownFonts(code) : null),
  };
}

export function ownFonts(css: string): string {
  return css
    .replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\((["'])[^"']*\1\)/g, '')
    .replace(/font-display:\s*block/g, 'font-display:optional');
}
