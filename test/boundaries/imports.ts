import ts from 'typescript';

/** One module that a file asks for. */
export interface Import {
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
  /** Erased before anything runs. */
  readonly typeOnly: boolean;
  /** The module runs in a worker of its own, off the main thread. */
  readonly worker: boolean;
}

/** What was found in files, by path: several checks go through the same ones. */
const known = new Map<string, { readonly text: string; readonly imports: readonly Import[] }>();

/** Every import of a TypeScript, JavaScript, Svelte, Astro or MDX file: static, re-exported, dynamic and worker. */
export function importsOf(path: string, text: string): readonly Import[] {
  const before = known.get(path);
  if (before?.text === text) return before.imports;
  const imports = findImports(path, text);
  known.set(path, { text, imports });
  return imports;
}

function findImports(path: string, text: string): readonly Import[] {
  const tree = ts.createSourceFile(`${path}.ts`, scriptOf(path, text), ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean, worker = false): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    const asWorker = worker || /[?&](shared)?worker\b/.test(specifier.text);
    found.push({ specifier: specifier.text, line, typeOnly, worker: asWorker });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, isTypeExport(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], false);
    else if (ts.isNewExpression(node) && /^(Shared)?Worker$/.test(node.expression.getText(tree)))
      add(node, urlArgument(tree, node.arguments?.[0]), false, true);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

function isTypeExport(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true;
  const named = node.exportClause;
  return (
    named !== undefined &&
    ts.isNamedExports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

/** The file in `new URL('./file.ts', import.meta.url)`. */
function urlArgument(tree: ts.SourceFile, node: ts.Node | undefined): ts.Node | undefined {
  return node && ts.isNewExpression(node) && node.expression.getText(tree) === 'URL'
    ? node.arguments?.[0]
    : undefined;
}

/** The script parts of a file; everything else is blanked, so that each line keeps its number. */
function scriptOf(path: string, text: string): string {
  if (path.endsWith('.svelte')) return keep(text, tagRanges(text));
  if (path.endsWith('.astro')) {
    const frontmatter = /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text);
    const end = frontmatter ? frontmatter[0].length : 0;
    const ranges = tagRanges(text).filter(([start]) => start >= end);
    return keep(text, frontmatter ? [[frontmatter[0].indexOf('---') + 3, end - 3], ...ranges] : ranges);
  }
  return path.endsWith('.mdx') ? keep(text, moduleRanges(text)) : text;
}

type Range = [start: number, end: number];

function tagRanges(text: string): Range[] {
  return [...text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)].map((match): Range => {
    const start = match.index + (match[1]?.length ?? 0);
    return [start, start + (match[2]?.length ?? 0)];
  });
}

/** MDX takes a paragraph as a module where it begins with `import` or `export` at the margin, outside code. */
function moduleRanges(text: string): Range[] {
  const ranges: Range[] = [];
  let position = 0;
  let fence = '';
  let open = false;
  for (const line of text.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence === '' && mark !== '') fence = mark;
    else if (fence !== '' && mark.startsWith(fence)) fence = '';
    open = fence === '' && line.trim() !== '' && (open || /^(import|export)\b/.test(line));
    if (open) ranges.push([position, position + line.length]);
    position += line.length + 1;
  }
  return ranges;
}

function keep(text: string, ranges: readonly Range[]): string {
  let result = '';
  let position = 0;
  for (const [start, end] of ranges) {
    result += text.slice(position, start).replace(/[^\n]/g, ' ') + text.slice(start, end);
    position = end;
  }
  return result;
}
