import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';
import { workerPath } from '../keep/list.ts';
import { keptFiles, keptListOf, withSize } from './kept-files.ts';
import { filesIn } from './site-files.ts';

/** After the site has been built and made portable: the worker that readers may ask for, and the list of what it answers from. */
export function keepableSite(): AstroIntegration {
  return {
    name: 'phiscope:keepable-site',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        await buildWorker(root);
        const files = filesIn(root);
        const { bytes } = keptListOf(files);
        for (const [path, content] of files) {
          if (!path.endsWith('.html')) continue;
          const page = Buffer.from(withSize(Buffer.from(content).toString('utf8'), bytes));
          if (page.length !== content.length) writeFileSync(join(root, path), page);
          files.set(path, page);
        }
        for (const [path, content] of keptFiles(files)) {
          mkdirSync(dirname(join(root, path)), { recursive: true });
          writeFileSync(join(root, path), content);
        }
      },
    },
  };
}

/** One classic script without imports: not every browser that has service workers takes modules for them. */
async function buildWorker(root: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: root,
      emptyOutDir: false,
      lib: {
        entry: fileURLToPath(new URL('../keep/worker.ts', import.meta.url)),
        formats: ['iife'],
        name: 'keepWorker',
        fileName: () => workerPath,
      },
    },
  });
}
