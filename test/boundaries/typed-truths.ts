// Finds right answers of exercises, and mistakes, that were typed in instead of computed.
import ts from 'typescript';
import { isTest, type Sources } from './sources.ts';

/** What of an exercise is computed: its right answer, what it is made of, and what mistakes give. */
const computed = /^(truth|reason|items|found|band|accepted|example)$/;

/** Names that make nothing by themselves: what is computed of literals alone is one. */
const idle = /^(Math|Number|String|Array|Object|undefined|NaN|Infinity)$/;

/** Each right answer or mistake in the exercises that is a literal, as a sentence that names file and line. */
export function typedTruths(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) =>
    /^models\/exercises\/.*\.ts$/.test(path) && !isTest(path) ? inFile(path, text) : [],
  );
}

function inFile(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const constants = literalConstants(file);
  const typed = literalFields(file);
  const found: string[] = [];
  const say = (node: ts.Node, what: string) => {
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push(`${path}:${line} ${what} is typed in: ${node.getText()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && isComputed(node)) {
      const name = node.name.getText();
      if (!isFunction(node.initializer)) {
        // A function of another name is looked at where it stands.
        if (!isNothing(node.initializer) && isTyped(node.initializer, constants)) say(node.initializer, name);
      } else {
        const reads = readsVariant(node.initializer);
        for (const leaf of leavesOf(node.initializer)) {
          const isText = ts.isStringLiteralLike(leaf);
          if (isText ? !reads : isTyped(leaf, constants)) say(leaf, name);
          else if (passedOn(leaf, node.initializer).some((field) => typed.has(field))) say(leaf, name);
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

type Func = ts.ArrowFunction | ts.FunctionExpression;
const isFunction = (node: ts.Node): node is Func => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** The right answer of an exercise, or one of its mistakes. */
function isComputed(node: ts.PropertyAssignment): boolean {
  if (computed.test(node.name.getText())) return true;
  const above = node.parent.parent;
  // A mistake; and of a claim, whether a part of it holds.
  return (
    ts.isPropertyAssignment(above) &&
    /^(slips|parts)$/.test(above.name.getText()) &&
    isFunction(node.initializer)
  );
}

/** What a function can return, each way by itself. */
function leavesOf(of: Func): ts.Expression[] {
  if (!ts.isBlock(of.body)) return branches(of.body);
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(...branches(node.expression));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(of.body, visit);
  return found;
}

function branches(node: ts.Expression): ts.Expression[] {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
    return branches(node.expression);
  if (ts.isConditionalExpression(node)) return [...branches(node.whenTrue), ...branches(node.whenFalse)];
  const either = [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken];
  if (ts.isBinaryExpression(node) && either.includes(node.operatorToken.kind)) {
    // What stands in for something that there always is, to please the types, is no answer.
    const [first] = branches(node.left);
    return first === undefined ? branches(node.right) : [first];
  }
  return isNothing(node) ? [] : [node];
}

const isNothing = (node: ts.Node) => node.kind === ts.SyntaxKind.NullKeyword;

/** Nothing but literals stand in it. */
function isTyped(node: ts.Expression, constants: ReadonlySet<string>): boolean {
  let names = 0;
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each) && !isFieldName(each) && !constants.has(each.text) && !idle.test(each.text))
      names++;
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names === 0;
}

const isFieldName = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node);

/** The file's own constants that hold nothing but literals. */
function literalConstants(file: ts.SourceFile): ReadonlySet<string> {
  const found = new Set<string>();
  for (const statement of file.statements)
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (initializer !== undefined && ts.isIdentifier(name) && isTyped(initializer, found))
          found.add(name.text);
  return found;
}

/** Fields that are a number wherever variants are written out. */
function literalFields(file: ts.SourceFile): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isNumericLiteral(node.initializer))
      found.add(node.name.getText());
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The field of the variant that is returned as it is. */
function passedOn(leaf: ts.Expression, of: Func): string[] {
  const [first] = of.parameters;
  if (first === undefined) return [];
  if (ts.isPropertyAccessExpression(leaf) && leaf.expression.getText() === first.name.getText())
    return [leaf.name.text];
  if (!ts.isIdentifier(leaf) || !ts.isObjectBindingPattern(first.name)) return [];
  const element = first.name.elements.find(({ name }) => name.getText() === leaf.text);
  return element === undefined ? [] : [(element.propertyName ?? element.name).getText()];
}

/** Whether what it is given is read anywhere in it. */
function readsVariant(of: Func): boolean {
  const names = new Set<string>();
  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text);
    else for (const element of name.elements) if (!ts.isOmittedExpression(element)) bind(element.name);
  };
  for (const { name } of of.parameters) bind(name);
  let reads = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isFieldName(node) && names.has(node.text)) reads = true;
    ts.forEachChild(node, visit);
  };
  visit(of.body);
  return reads;
}
