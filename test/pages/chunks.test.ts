import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSources } from '../boundaries/sources.ts';
import { root } from '../steps/command.ts';
import { mainThreadChunks } from './chunks.ts';
import { tensorFlowMark } from './tensorflow-mark.ts';

/** The files of the built site with an extension, by path from the site's root. */
function built(extension: string): Map<string, string> {
  const files = readSources(root, ['dist'], [extension]);
  return new Map([...files].map(([path, text]) => [path.slice('dist/'.length), text]));
}

/** A refusal of `formats/foreign.ts`, which `formats/open.ts` brings; its sentence is the page's. */
const readersMark = /code:\s?["'`]file-other-archive["'`]/;

describe('the scripts of the built site', () => {
  const chunks = built('.js');
  const pages = built('.html');
  const holding = [...chunks].filter(([, text]) => tensorFlowMark.test(text)).map(([path]) => path);

  test('hold TensorFlow.js somewhere, so that the next check has something to find', () => {
    expect(holding.length).toBeGreaterThan(0);
  });

  test('bring it to a worker only', async () => {
    const reached = await mainThreadChunks(chunks, pages);
    expect(reached.size).toBeGreaterThan(0);
    expect(holding.filter((path) => reached.has(path))).toEqual([]);
  });
});

describe('the readers of published checkpoints', () => {
  const chunks = built('.js');
  const holding = [...chunks].filter(([, text]) => readersMark.test(text)).map(([path]) => path);

  test('are in a script of their own, which a worker loads when a checkpoint is opened', async () => {
    expect(holding.length).toBeGreaterThan(0);
    const reached = await mainThreadChunks(chunks, built('.html'));
    expect(holding.filter((path) => reached.has(path))).toEqual([]);
    // TensorFlow.js comes with the worker itself; were the readers in the same script, they would come with it.
    expect(holding.filter((path) => tensorFlowMark.test(chunks.get(path) ?? ''))).toEqual([]);
  });
});

test('the plain loops, by which operators are defined, are in no script', () => {
  // A refusal of `operators/plain.ts`.
  const mark = /code:\s?["'`]input-size["'`]/;
  const source = readFileSync(join(root, 'models/operators/plain.ts'), 'utf8');
  expect(source).toMatch(mark);
  expect([...built('.js')].filter(([, text]) => mark.test(text)).map(([path]) => path)).toEqual([]);
});

describe('following scripts', () => {
  const chunks = new Map([
    ['_astro/figure.js', "import './shared.js';const later=()=>import('./later.js');"],
    ['_astro/shared.js', "new Worker(new URL('worker.js',import.meta.url),{type:'module'})"],
    ['_astro/later.js', 'export const x=1'],
    ['_astro/worker.js', "import './tensors.js'"],
    ['_astro/tensors.js', 'TENSORLIKE_CHECK_SHAPE_CONSISTENCY'],
  ]);

  test('takes what is imported at once and later, not what a worker runs', async () => {
    const island = '<astro-island component-url="../_astro/figure.js"></astro-island>';
    const reached = await mainThreadChunks(chunks, new Map([['chapter/index.html', island]]));
    expect([...reached].sort()).toEqual(['_astro/figure.js', '_astro/later.js', '_astro/shared.js']);
  });

  test('finds a page that loads TensorFlow.js itself', async () => {
    const markup = '<script type="module">import \'./_astro/tensors.js\'</script>';
    const reached = await mainThreadChunks(chunks, new Map([['index.html', markup]]));
    expect([...reached]).toEqual(['_astro/tensors.js']);
  });
});
