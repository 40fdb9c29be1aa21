import { describe, expect, test } from 'vitest';
import { importsOf } from './imports.ts';

function specifiers(path: string, text: string): string[] {
  return importsOf(path, text).map(({ specifier }) => specifier);
}

describe('finding imports', () => {
  test('takes every form, with its line', () => {
    const text = [
      "import a from 'a';",
      "import type { B } from 'b';",
      "import { type C } from 'c';",
      "export * from 'd';",
      "const e = import('e');",
      "type F = import('f').F;",
      "new Worker(new URL('./g.ts', import.meta.url), { type: 'module' });",
      "import H from './h.ts?worker';",
      "import 'i';",
    ].join('\n');
    const found = importsOf('x.ts', text);
    expect(found.map(({ specifier }) => specifier).join(' ')).toBe('a b c d e f ./g.ts ./h.ts?worker i');
    expect(found.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(found.filter(({ typeOnly }) => typeOnly).map(({ line }) => line)).toEqual([2, 3, 6]);
    expect(found.filter(({ worker }) => worker).map(({ line }) => line)).toEqual([7, 8]);
  });

  test('reads the scripts of a Svelte component, not its markup', () => {
    const text = `<script module>import 'a'</script>\n<p>import 'no'</p>\n<script lang="ts">\nimport 'b'\n</script>`;
    expect(specifiers('x.svelte', text)).toEqual(['a', 'b']);
  });

  test('reads the frontmatter and the scripts of an Astro page', () => {
    const text = `---\nimport A from 'a';\n---\n<A>import 'no'</A>\n<script>import 'b'</script>`;
    expect(specifiers('x.astro', text)).toEqual(['a', 'b']);
    expect(specifiers('x.astro', `<script>import 'b'</script>`)).toEqual(['b']);
  });

  test('reads the modules of an MDX chapter, not its prose or its code samples', () => {
    const text = [
      '---',
      'title: x',
      '---',
      "import A from 'a';",
      'import {',
      '  B,',
      "} from 'b';",
      '',
      "We import things from 'prose'.",
      '',
      '```ts',
      "import no from 'sample';",
      '```',
      '',
      "import C from 'c';",
    ].join('\n');
    const found = importsOf('x.mdx', text);
    expect(found.map(({ specifier }) => specifier)).toEqual(['a', 'b', 'c']);
    expect(found.map(({ line }) => line)).toEqual([4, 5, 15]);
  });
});
