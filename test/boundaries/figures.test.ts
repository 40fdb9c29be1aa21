import { describe, expect, test } from 'vitest';
import { root } from '../steps/command.ts';
import { outsideTheShell, viewsThatNeedData } from './figures.ts';
import { readSources } from './sources.ts';
import { sourceExtensions, sourceFolders } from './violations.ts';

const sources = readSources(root, sourceFolders, sourceExtensions);
const figures = [...sources.keys()].filter((path) => /^src\/figures\/[^/]+\/Figure\.svelte$/.test(path));

test('every figure stands in the shell', () => {
  expect(figures.length).toBeGreaterThan(0);
  expect(outsideTheShell(sources)).toEqual([]);
});

test('every figure has a table of properties, and none needs data', () => {
  expect(figures.filter((path) => !sources.has(path.replace(/[^/]+$/, 'view.ts')))).toEqual([]);
  expect(viewsThatNeedData(sources)).toEqual([]);
});

const path = 'src/figures/a/Figure.svelte';
const script = '<script lang="ts">\nimport Figure from \'../../parts/shell/Figure.svelte\';\n</script>\n';

describe('a figure outside the shell is found:', () => {
  const planted: [what: string, path: string, text: string][] = [
    ['it has none', path, '<script lang="ts">const a = 1;</script>\n<figure>{a}</figure>'],
    ['it draws beside it', path, `${script}<Figure {state} title="a">b</Figure>\n<p>beside</p>`],
    ['it draws around it', path, `${script}<div><Figure {state} title="a">b</Figure></div>`],
    ['it has it at times only', path, `${script}{#if live}<Figure {state} title="a">b</Figure>{/if}`],
    ['it has another under that name', path, script.replace('parts/shell', 'components')],
    [
      'it has tools of its own',
      'src/figures/a/Own.svelte',
      '<script lang="ts">\nimport Tools from \'../../parts/shell/FigureTools.svelte\';\n</script>\n<Tools />',
    ],
  ];
  test.for(planted)('%s', ([, where, text], { expect }) => {
    expect(outsideTheShell(new Map([[where, text]]))).toHaveLength(1);
  });

  test('and one in it is not', () => {
    const text = `${script}<svelte:window onpaste={paste} />\n<!-- a -->\n<Figure {state} title="a"><p>b</p></Figure>\n<style>\n  p {\n    color: red;\n  }\n</style>\n`;
    expect(outsideTheShell(new Map([[path, text]]))).toEqual([]);
  });
});

test('a table of properties that needs data is found, however far it is', () => {
  const files = new Map([
    ['src/figures/a/view.ts', "import { b } from './b.ts';\nimport type { c } from './c.json';"],
    ['src/figures/a/b.ts', "export { default as b } from '../../parts/b/data.json' with { type: 'json' };"],
  ]);
  expect(viewsThatNeedData(files)).toEqual([
    'src/figures/a/view.ts → src/figures/a/b.ts → src/parts/b/data.json',
  ]);
});
