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

interface TreeNode {
  type: string;
  properties?: Record<string, unknown>;
  children?: TreeNode[];
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
