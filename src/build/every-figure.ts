import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** While the site is worked on, /figures/ shows every figure, wide and as on a phone. The built site has no such page. */
export function everyFigure(): AstroIntegration {
  return {
    name: 'phiscope:every-figure',
    hooks: {
      'astro:config:setup': ({ command, injectRoute }) => {
        if (command !== 'dev') return;
        injectRoute({
          pattern: '/figures/',
          entrypoint: fileURLToPath(new URL('./every-figure.astro', import.meta.url)),
        });
      },
    },
  };
}
