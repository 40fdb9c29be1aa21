import type { AstroIntegration } from 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    /** Hydrate when near the screen, after the reader's first act on the page. */
    'client:reach'?: boolean;
  }
}

/** Teaches Astro the directive `client:reach`. */
export function reachDirective(): AstroIntegration {
  return {
    name: 'phiscope-reach',
    hooks: {
      'astro:config:setup': ({ addClientDirective }) => {
        addClientDirective({ name: 'reach', entrypoint: './src/build/reach.ts' });
      },
    },
  };
}
