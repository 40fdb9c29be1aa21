import { posix } from 'node:path';
import { parse } from 'svelte/compiler';
import { importsOf } from './imports.ts';
import { isTest, type Sources } from './sources.ts';

const shell = 'src/parts/shell/Figure.svelte';

/** Parts of the shell that are its own business: what a figure could build a shell of its own from. */
const inner = /^src\/parts\/shell\/(FigureTools\.svelte|gestures\.ts|locks\.ts)$/;

/** Nodes of a template that put nothing on the page themselves. */
const unseen = [
  'Comment',
  'ConstTag',
  'SnippetBlock',
  'SvelteWindow',
  'SvelteDocument',
  'SvelteBody',
  'SvelteHead',
];

/** Each figure that does not stand in the shell with all that it shows, as a sentence. */
export function outsideTheShell(sources: Sources): string[] {
  const found: string[] = [];
  for (const [path, text] of sources) {
    if (!path.startsWith('src/figures/')) continue;
    const imports = importsOf(path, text).map(({ specifier }) => posix.join(posix.dirname(path), specifier));
    if (imports.some((each) => inner.test(each))) found.push(`${path} builds a shell of its own.`);
    if (!/^src\/figures\/[^/]+\/Figure\.svelte$/.test(path)) continue;
    const name = /import (\w+) from '[^']*parts\/shell\/Figure\.svelte'/.exec(text)?.[1];
    const seen = parse(text, { modern: true }).fragment.nodes.filter(
      (node) => !unseen.includes(node.type) && !(node.type === 'Text' && node.data.trim() === ''),
    );
    const [only, ...others] = seen;
    const stands = others.length === 0 && only?.type === 'Component' && only.name === name;
    if (!imports.includes(shell) || !stands) found.push(`${path} does not stand in the shell.`);
  }
  return found;
}

/**
 * Each way from a figure's table of properties to data that is made when figure data or checkpoints are: whoever checks a link to a
 * figure needs its `view.ts` and must not need that. Types are erased, so they are no way.
 */
export function viewsThatNeedData(sources: Sources): string[] {
  const found: string[] = [];
  for (const start of sources.keys()) {
    if (!/^src\/figures\/[^/]+\/view\.ts$/.test(start)) continue;
    const chains = new Map<string, readonly string[]>([[start, [start]]]);
    for (const [path, chain] of chains) {
      const text = sources.get(path);
      if (text === undefined || isTest(path)) continue;
      if (/import\.meta\.glob\b/.test(text)) found.push([...chain, 'import.meta.glob'].join(' → '));
      for (const { specifier, typeOnly } of importsOf(path, text)) {
        if (typeOnly || !specifier.startsWith('.')) continue;
        const target = posix.join(posix.dirname(path), specifier.replace(/[?#].*$/, ''));
        if (/\.(json|svelte)$/.test(target)) found.push([...chain, target].join(' → '));
        else if (!chains.has(target)) chains.set(target, [...chain, target]);
      }
    }
  }
  return found;
}
