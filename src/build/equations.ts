import type { KatexOptions, StrictFunction } from 'katex';

/**
 * How KaTeX sets an equation at build time. MathML is kept beside the drawn form, so a screen reader reads
 * the equation itself. The macros tie a symbol to what it stands for: `\depth{d}` has depth's colour and
 * lights everything on the page that is marked `data-term="depth"`; `\term{gate}{s}` does the same for any
 * other name, without a colour of its own.
 */
export const equationOptions: KatexOptions = {
  output: 'htmlAndMathml',
  trust: ({ command }) => command === '\\htmlClass' || command === '\\htmlData',
  strict: ((code) => (code === 'htmlExtension' ? 'ignore' : 'error')) satisfies StrictFunction,
  macros: {
    '\\depth': '\\htmlClass{dim-depth}{\\htmlData{term=depth}{#1}}',
    '\\width': '\\htmlClass{dim-width}{\\htmlData{term=width}{#1}}',
    '\\resolution': '\\htmlClass{dim-resolution}{\\htmlData{term=resolution}{#1}}',
    '\\knob': '\\htmlClass{dim-phi}{\\htmlData{term=phi}{#1}}',
    '\\term': '\\htmlData{term=#1}{#2}',
  },
};

/** The macros above that only say what their last argument stands for. */
const marks = /\\(depth|width|resolution|knob|term\{[^{}]*\})(?=\{)/;

/** An equation as anybody's TeX understands it: without the macros that are this site's own. */
export function commonTex(tex: string): string {
  const found = marks.exec(tex);
  if (found === null) return tex;
  const open = found.index + found[0].length;
  let close = open;
  for (let depth = 0; close < tex.length; close++) {
    if (tex[close] === '{') depth++;
    if (tex[close] === '}' && --depth === 0) break;
  }
  const before = tex.slice(0, found.index);
  const inside = tex.slice(open + 1, close);
  // A command ends where its letters do.
  const apart = /\\[a-z]+$/i.test(before) && /^[a-z]/i.test(inside);
  return commonTex(`${before}${apart ? ' ' : ''}${inside}${tex.slice(close + 1)}`);
}

interface TreeNode {
  type: string;
  tagName?: string;
  /** Of an element that a chapter wrote as JSX. */
  name?: string | null;
  attributes?: unknown[];
  value?: string;
  properties?: Record<string, unknown>;
  children?: TreeNode[];
}

/** What no language changes is not offered to a translator, and the TeX of an equation is one that can be pasted elsewhere. */
export function rehypeMarkEquations() {
  return (tree: unknown): void => {
    const visit = (node: TreeNode): void => {
      const names = node.properties?.className;
      if (node.tagName === 'code' || (Array.isArray(names) && names.includes('katex')))
        node.properties = { ...node.properties, translate: 'no' };
      if (node.name === 'code')
        node.attributes?.push({ type: 'mdxJsxAttribute', name: 'translate', value: 'no' });
      if (node.tagName === 'annotation')
        for (const child of node.children ?? []) child.value = commonTex(child.value ?? '');
      node.children?.forEach(visit);
    };
    visit(tree as TreeNode);
  };
}

/** Fails the build on an equation that KaTeX could not read; it would otherwise be printed as red source. */
export function rehypeRefuseBrokenEquations() {
  return (tree: unknown, file: { path?: string }): void => {
    const visit = (node: TreeNode): void => {
      const names = node.properties?.className;
      if (Array.isArray(names) && names.includes('katex-error')) {
        const reason = String(node.properties?.title ?? 'unknown reason');
        throw new Error(`An equation in ${file.path ?? 'a chapter'} cannot be typeset: ${reason}`);
      }
      node.children?.forEach(visit);
    };
    visit(tree as TreeNode);
  };
}
