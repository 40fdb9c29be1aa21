// Finds sentences that a reader sees outside `src/words`: in scripts, in Svelte's markup, in Astro's.
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { isTest, type Sources } from './sources.ts';

/** Words that a reader would see, where they stand in a source. */
interface Spoken {
  readonly line: number;
  readonly text: string;
}

/** Attributes of elements, and properties of components and objects, whose text is shown or read out: one word is enough there. */
const spokenNames =
  /^(aria-(label|description|valuetext|roledescription|placeholder)|alt|title|placeholder|label|caption|tableCaption|summary|description|heading|note|hint|unit|text|valueText)$/;

const word = /\p{L}{2,}/u;
/** Two words side by side, as sentences have them, and identifiers, paths and most lists of classes have not. */
const twoWords = /(^|[\s“(‘"'])\p{L}[\p{L}’'-]*[,.:;!?”’)]*\s+[“(‘"']?\p{L}[\p{L}’'-]+([\s,.:;!?”’)"']|$)/u;
/** What a template is filled with stands as this character in its text. */
const hole = '\0';
/** A word beside what is filled in. */
const besideHole = /(\0|^|\s)[\s(“]*\s\p{L}{2,}([\s,.:;!?”’)]|$)|(^|\s)\p{L}{2,}[,:]?\s+[“(]?\0/u;

/** An address is no word. */
const address = /\S+:\/\/\S*/g;

function speaks(text: string): boolean {
  const rest = text.replace(address, '');
  return twoWords.test(rest) || (rest.includes(hole) && besideHole.test(rest));
}

/** The sentences of TypeScript, or of JSX, which Astro's markup is read as. */
function inScript(text: string, firstLine: number, kind = ts.ScriptKind.TS): Spoken[] {
  const file = ts.createSourceFile('source', text, ts.ScriptTarget.Latest, true, kind);
  const found: Spoken[] = [];
  const visit = (node: ts.Node): void => {
    if (isSilent(node)) return;
    const said = textOf(node);
    if (said !== undefined && isSpoken(node, said)) {
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + firstLine;
      found.push({ line, text: said.replaceAll(hole, '…').trim() });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The text of a literal or of markup. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node))
    return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => hole + literal.text).join('');
  return undefined;
}

function isSpoken(node: ts.Node, text: string): boolean {
  const { parent } = node;
  if (ts.isJsxText(node)) return word.test(text);
  if (ts.isJsxAttribute(parent)) return spokenNames.test(parent.name.getText()) && word.test(text);
  if (speaks(text)) return true;
  const isNamed = ts.isPropertyAssignment(parent) && parent.initializer === node;
  return isNamed && spokenNames.test(parent.name.getText()) && word.test(text);
}

/** What takes a text to look for it, or to ask the browser, as its first argument. */
const asks =
  /^(matchMedia|querySelector(All)?|closest|getContext|replace(All)?|includes|startsWith|endsWith|split|join|indexOf|test|fetch|import|reportError)$/;

/** What no reader sees, by its kind: modules, types, what is compared, what a browser is asked, and what is thrown at a programmer. */
function isSilent(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isNewExpression(node)) return /^(Type|Range|Syntax)?Error$/.test(node.expression.getText());
  if (parent === undefined) return false;
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.kind;
    if (operator === ts.SyntaxKind.EqualsEqualsEqualsToken) return ts.isStringLiteral(node);
    if (operator === ts.SyntaxKind.ExclamationEqualsEqualsToken) return ts.isStringLiteral(node);
    return operator === ts.SyntaxKind.EqualsToken && /\.(cssText|type)$/.test(parent.left.getText());
  }
  if (ts.isCaseClause(parent)) return parent.expression === node;
  if (ts.isCallExpression(parent) && parent.arguments[0] === node)
    return asks.test(parent.expression.getText().split('.').at(-1) ?? '');
  return false;
}

/** A node of Svelte's tree. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

/** The sentences of a Svelte component. */
function inSvelte(path: string, text: string): Spoken[] {
  const root = parse(text, { modern: true, filename: path }) as unknown as Node;
  const found: Spoken[] = [];
  const lineAt = (place: number): number => text.slice(0, place).split('\n').length;
  const script = ({ start, end }: Node, wrap: (code: string) => string): void => {
    found.push(...inScript(wrap(text.slice(start, end)), lineAt(start)));
  };
  const attribute = (node: Node): void => {
    const name = String(node['name']);
    for (const each of [node['value']].flat()) {
      if (!isNode(each)) continue;
      if (each.type !== 'Text') visit(each);
      else if (spokenNames.test(name) && word.test(String(each['data'])))
        found.push({ line: lineAt(each.start), text: `${name}="${each['data']}"` });
    }
  };
  const visit = (node: Node): void => {
    if (node.type === 'Attribute') attribute(node);
    else if (node.type === 'Text') {
      if (word.test(String(node['data'])))
        found.push({ line: lineAt(node.start), text: String(node['data']).trim() });
    } else if (/(Expression|Literal|Identifier)$/.test(node.type)) script(node, (code) => `(${code})`);
    else if (node.type !== 'Comment')
      for (const child of Object.values(node).flat()) {
        const isPlainStyle = node.type === 'StyleDirective' && isNode(child) && child.type === 'Text';
        if (isNode(child) && !isPlainStyle) visit(child);
      }
  };
  for (const block of [root['instance'], root['module']])
    if (isNode(block)) script(block['content'] as Node, (code) => code);
  visit(root['fragment'] as Node);
  return found;
}

/** The sentences of an Astro component: its script, and its markup, which is JSX but for the styles. */
function inAstro(text: string): Spoken[] {
  const [, script = '', markup = text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  const shown = markup.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, blank).replace(/<!--[\s\S]*?-->/g, blank);
  const firstLine = text.slice(0, text.length - markup.length).split('\n').length;
  return [...inScript(script, 2), ...inScript(`<>${shown}</>`, firstLine, ts.ScriptKind.TSX)];
}

/** Every sentence outside the words, as file, line and text. */
export function spokenOutside(sources: Sources): string[] {
  const found: string[] = [];
  for (const [path, text] of sources) {
    if (isTest(path)) continue;
    const spoken = path.endsWith('.svelte')
      ? inSvelte(path, text)
      : path.endsWith('.astro')
        ? inAstro(text)
        : inScript(text, 1);
    for (const each of spoken) found.push(`${path}:${each.line}: ${each.text.replace(/\s+/g, ' ')}`);
  }
  return found;
}
