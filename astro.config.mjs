import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { equationOptions, rehypeMarkEquations, rehypeRefuseBrokenEquations } from './src/build/equations.ts';
import { everyFigure } from './src/build/every-figure.ts';
import { katexFonts } from './src/build/katex-fonts.ts';
import { keepableSite } from './src/build/keepable-site.ts';
import { portableSite } from './src/build/portable-site.ts';
import { reachDirective } from './src/build/reach-directive.ts';

// The address the site will be published at, if it is known: `SITE=https://example.org/phiscope/ npm run build`.
// Nothing needs it: every link in dist/ is relative, so the same files work under any path.
const site = process.env.SITE;

export default defineConfig({
  ...(site ? { site } : {}),
  output: 'static',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  compressHTML: true,
  devToolbar: { enabled: false },
  prefetch: false,
  integrations: [svelte(), mdx(), reachDirective(), portableSite(), keepableSite(), everyFigure()],
  markdown: {
    syntaxHighlight: false,
    processor: unified({
      remarkPlugins: [remarkMath],
      rehypePlugins: [[rehypeKatex, equationOptions], rehypeRefuseBrokenEquations, rehypeMarkEquations],
    }),
  },
  vite: {
    plugins: [katexFonts()],
    build: {
      assetsInlineLimit: 0,
      // One style sheet for all pages, 31 kB after gzip: in one a component, a page asked for twenty to thirty-four.
      cssCodeSplit: false,
      rolldownOptions: {
        // Astro marks each chapter with a directive of its own and reads it before bundling; the bundler need not warn.
        onLog(level, log, report) {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE' || !log.message.includes('astro:head-inject'))
            report(level, log);
        },
      },
    },
    worker: { format: 'es' },
    experimental: {
      // Scripts and style sheets find each other, workers and assets relative to themselves.
      renderBuiltUrl: (_file, { ssr }) => (ssr ? undefined : { relative: true }),
    },
  },
});
