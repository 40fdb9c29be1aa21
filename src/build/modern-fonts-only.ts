import type { Plugin } from 'vite';

/**
 * KaTeX's style sheet names each font three times (woff2, woff, ttf). Every browser that runs this site reads
 * woff2, so the other two would only be copied into dist/ and never be asked for.
 */
export function modernFontsOnly(): Plugin {
  return {
    name: 'phiscope:modern-fonts-only',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex[^/]*\.css/.test(id)) return null;
      return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\((["'])[^"']*\1\)/g, '');
    },
  };
}
