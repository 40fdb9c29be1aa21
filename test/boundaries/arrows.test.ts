import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../steps/command.ts';
import { importCircles } from './circles.ts';
import { impurities } from './pure.ts';
import { readSources } from './sources.ts';
import { arrowViolations, mainThreadTensorFlow, sourceExtensions, sourceFolders } from './violations.ts';

const sources = readSources(root, sourceFolders, sourceExtensions);
const models = readSources(root, ['models'], ['.ts', '.json']);

describe('the source', () => {
  test('keeps the arrows of the plan', () => {
    expect(sources.size).toBeGreaterThan(0);
    expect(arrowViolations(sources)).toEqual([]);
  });

  test('never brings TensorFlow.js to the main thread', () => {
    expect(mainThreadTensorFlow(sources)).toEqual([]);
  });

  test('has no two files that import each other, on whatever way round', () => {
    expect(importCircles(sources)).toEqual([]);
  });

  test('keeps the networks free of the DOM and of Node', () => {
    expect(impurities(models)).toEqual([]);
  });
});

describe('a planted violation is found:', () => {
  const planted: [what: string, path: string, text: string, expected: RegExp][] = [
    [
      'content → engine',
      'content/en/a.mdx',
      "import x from '../../src/engine/host/worker.ts'",
      /content to engine host/,
    ],
    [
      'figures → engine',
      'src/figures/a/logic.ts',
      "import { x } from '../../engine/host/host.ts'",
      /to engine host\./,
    ],
    [
      'client → host, but for the worker’s address',
      'src/engine/client/a.ts',
      "import { x } from '../host/host.ts'",
      /engine client to engine host/,
    ],
    [
      'protocol → host, a type',
      'src/engine/protocol/a.ts',
      "import type { x } from '../host/host.ts'",
      /protocol to engine host/,
    ],
    ['plan → executors', 'src/engine/plan/a.ts', "import { x } from '../executors/a.ts'", /to engine door/],
    [
      'executors → host',
      'src/engine/executors/a.ts',
      "import { x } from '../host/a.ts'",
      /door to engine host/,
    ],
    [
      'executors → sources',
      'src/engine/executors/tfjs/a.ts',
      "import { x } from '../../sources/a.ts'",
      /to engine sources/,
    ],
    [
      'the door → a program behind it',
      'src/engine/executors/proof.ts',
      "import { x } from './tfjs/a.ts'",
      /to TF\.js executor/,
    ],
    [
      'host → a program behind the door',
      'src/engine/host/a.ts',
      "const x = import('../executors/tfjs/a.ts')",
      /to TF\.js executor/,
    ],
    ['host → TensorFlow.js', 'src/engine/host/a.ts', "import '@tensorflow/tfjs-core'", /may not use/],
    ['the door → TensorFlow.js', 'src/engine/executors/a.ts', "import '@tensorflow/tfjs-core'", /may not/],
    ['the command line → TensorFlow.js', 'src/cli/a.ts', "import '@tensorflow/tfjs-core'", /may not/],
    ['sources → host', 'src/engine/sources/a.ts', "import { x } from '../host/a.ts'", /to engine host/],
    ['pictures → host', 'src/engine/pictures/a.ts', "import { x } from '../host/a.ts'", /to engine host/],
    [
      'words → client',
      'src/words/en/a.ts',
      "import { x } from '../../engine/client/a.ts'",
      /to engine client/,
    ],
    ['words → parts', 'src/words/en/a.ts', "import { x } from '../../parts/a.ts'", /words to parts/],
    [
      'figures → pages',
      'src/figures/a/Figure.svelte',
      "<p/>\n<script>\nimport x from '../../pages/x.ts'\n</script>",
      /Figure\.svelte:3/,
    ],
    [
      'figure → figure',
      'src/figures/a/logic.ts',
      "import { x } from '../b/logic.ts'",
      /no figure imports another/,
    ],
    ['components → figures', 'src/components/a.ts', "export * from '../figures/a/logic.ts'", /to figures/],
    [
      'engine → figures',
      'src/engine/host/run.ts',
      "const x = await import('../../figures/a/logic.ts')",
      /to figures/,
    ],
    [
      'models → engine',
      'models/graph/a.ts',
      "import { x } from '../../src/engine/host/run.ts'",
      /graph to engine/,
    ],
    [
      'models → engine, a type',
      'models/graph/a.ts',
      "import type { x } from '../../src/engine/host/run.ts'",
      /engine/,
    ],
    ['models → a package', 'models/families/a.ts', "import { sum } from 'd3-array'", /may not use/],
    ['models → Node', 'models/checkpoints/a.ts', "import { readFileSync } from 'node:fs'", /may not use/],
    ['models → TensorFlow.js', 'models/graph/a.ts', "import * as tf from '@tensorflow/tfjs-core'", /may not/],
    ['models → Svelte', 'models/graph/a.ts', "import { tick } from 'svelte'", /may not use/],
    ['graph → families', 'models/graph/a.ts', "import { x } from '../families/a.ts'", /graph to families/],
    [
      'checkpoints → families',
      'models/checkpoints/naming/a.ts',
      "import { x } from '../../families/a.ts'",
      /to families/,
    ],
    ['blocks → families', 'models/blocks/a.ts', "import { x } from '../families/a.ts'", /blocks to families/],
    ['published → families', 'models/published/a.ts', "import { x } from '../families/a.ts'", /to families/],
    ['facts → checkpoints', 'models/facts/a.ts', "import { x } from '../checkpoints/a.ts'", /to checkpoints/],
    ['parts → figures', 'src/parts/a.ts', "import { x } from '../figures/a/logic.ts'", /parts to figures/],
    ['figures → TensorFlow.js', 'src/figures/a/logic.ts', "import '@tensorflow/tfjs-core'", /may not use/],
    ['figures → Node', 'src/figures/a/logic.ts', "import 'node:fs'", /may not use/],
    [
      'pages → a test',
      'src/pages/a.astro',
      "---\nimport x from './a.test.ts'\n---\n<p/>",
      /a test is no part/,
    ],
    ['a file in no room', 'src/utils/a.ts', '', /no room/],
  ];

  test.for(planted)('%s', ([, path, text, expected], { expect }) => {
    withProject({ [path]: text }, (folder) => {
      const found = arrowViolations(readSources(folder, sourceFolders, sourceExtensions));
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(expected);
    });
  });

  test('a chain of files from a figure to TensorFlow.js, through the engine client', () => {
    const files = {
      'src/figures/a/logic.ts': "import { engine } from '../../engine/client/engine.ts';",
      'src/engine/client/engine.ts': "import { run } from '../host/run.ts';",
      'src/engine/host/run.ts': "const tf = await import('@tensorflow/tfjs-core');",
    };
    withProject(files, (folder) => {
      const found = mainThreadTensorFlow(readSources(folder, sourceFolders, sourceExtensions));
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(/engine\.ts → src\/engine\/host\/run\.ts → @tensorflow\/tfjs-core$/);
    });
  });

  test.for<[what: string, files: Record<string, string>, expected: string]>([
    [
      'two files',
      { 'src/parts/a.ts': "import { b } from './b.ts';", 'src/parts/b.ts': "import { a } from './a.ts';" },
      'src/parts/a.ts → src/parts/b.ts → src/parts/a.ts',
    ],
    [
      'two files, one by a type and one lazily',
      {
        'src/parts/a.svelte': "<script>\nimport type { b } from './b.ts';\n</script>",
        'src/parts/b.ts': "const a = await import('./a.svelte');",
      },
      'src/parts/a.svelte → src/parts/b.ts → src/parts/a.svelte',
    ],
    [
      'three files behind a fourth',
      {
        'models/graph/a.ts': "import './b.ts';",
        'models/graph/b.ts': "export * from './c.ts';",
        'models/graph/c.ts': "import { d } from './d.ts';",
        'models/graph/d.ts': "import { b } from './b.ts';",
      },
      'models/graph/b.ts → models/graph/c.ts → models/graph/d.ts → models/graph/b.ts',
    ],
  ])('a circle of %s', ([, files, expected], { expect }) => {
    withProject(files, (folder) => {
      expect(importCircles(readSources(folder, sourceFolders, sourceExtensions))).toEqual([expected]);
    });
  });

  test.for([
    ['the DOM', "export const title = document.querySelector('h1');"],
    ['the browser', "export const answer = fetch('/weights');"],
    ['Node', 'export const folder = process.cwd();'],
  ])('a name of %s in a network', ([, text], { expect }) => {
    expect(impurities(new Map([['models/planted.ts', text as string]]))).toHaveLength(1);
  });
});

describe('what the plan allows passes:', () => {
  test('a figure that uses parts, client, networks and Svelte, and a worker that uses TensorFlow.js', () => {
    const files = {
      'content/en/a.mdx': "import Figure from '../../src/figures/a/Figure.svelte';\n\n# Title\n",
      'src/figures/a/Figure.svelte':
        "<script lang=\"ts\">\nimport { tick } from 'svelte';\nimport { engine } from '../../engine/client/engine.ts';\nimport { cost } from '../../../models/operators/cost.ts';\nimport Slider from '../../components/Slider.svelte';\n</script>",
      'src/components/Slider.svelte': '<p>a</p>',
      'src/engine/client/engine.ts':
        "import type { Message } from '../protocol/requests.ts';\nnew Worker(new URL('../host/worker.ts', import.meta.url), { type: 'module' });",
      'src/engine/host/worker.ts': "import '../executors/browser-drivers.ts';",
      'src/engine/executors/browser-drivers.ts': "const open = import('./tfjs/drivers.ts');",
      'src/engine/executors/tfjs/drivers.ts': "import '@tensorflow/tfjs-core';",
      'src/engine/protocol/requests.ts': 'export interface Message {}',
      'models/operators/cost.ts': 'export const cost = 1;',
    };
    withProject(files, (folder) => {
      const read = readSources(folder, sourceFolders, sourceExtensions);
      expect(read.size).toBe(9);
      expect(arrowViolations(read)).toEqual([]);
      expect(mainThreadTensorFlow(read)).toEqual([]);
    });
  });

  test('a network that decodes text', () => {
    const text = 'export const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);';
    expect(impurities(new Map([['models/planted.ts', text]]))).toEqual([]);
  });
});

/** Writes a project of a few files, lets the check look at it and takes it away again. */
function withProject(files: Record<string, string>, look: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-boundaries-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    look(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
