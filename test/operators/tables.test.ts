import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../steps/command.ts';

/** Every file that must know every kind of operator, and what it holds of each. */
const tables = {
  'models/operators/index.ts': 'how it is built, what it costs and sees, what folds into it',
  'models/operators/plain.ts': 'its plain loops',
  'models/operators/worked-value.ts': 'how one of its values is worked out',
  'models/onnx/forms.ts': 'its ONNX form',
  'models/training/kinds.ts': 'whether it can be trained',
  'src/engine/executors/proof.ts': 'which proof holds it',
  'src/engine/executors/tfjs/kernels.ts': 'its TF.js kernel',
  'src/words/en/operators.ts': 'its title in the network diagram',
};

/** A file as an operator's own is, of a kind that no table knows. */
const madeUp = `
declare module '../../graph/op.ts' {
  interface OpFields {
    readonly madeUp: { readonly howMuch: number };
  }
}
export {};
`;

const configFile = join(root, 'tsconfig.json');
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(configFile, ts.sys.readFile).config,
  ts.sys,
  dirname(configFile),
);

/** Files as the compiler reads them, for every time that it is asked. */
const read = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of each table, with this file planted among the operators. */
function complaints(planted: string): Record<string, string[]> {
  const path = join(root, 'models/operators/kinds/made-up.ts');
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.readFile = (name) => (name === path ? planted : readFile(name));
  host.getSourceFile = (name, ...rest) => {
    if (name === path) return ts.createSourceFile(name, planted, rest[0]);
    const file = read.has(name) ? read.get(name) : getSourceFile(name, ...rest);
    read.set(name, file);
    return file;
  };
  const files = Object.keys(tables).map((name) => join(root, name));
  const program = ts.createProgram([...files, path], options, host);
  return Object.fromEntries(
    Object.keys(tables).map((name, i) => [
      name,
      program
        .getSemanticDiagnostics(program.getSourceFile(files[i]!))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    ]),
  );
}

test('a kind of operator that a table leaves out does not compile', () => {
  for (const said of Object.values(complaints(madeUp))) {
    expect(said).not.toEqual([]);
    expect(said.join('\n')).toMatch(/madeUp/);
  }
}, 120_000);

test('without it they all do', () => {
  for (const said of Object.values(complaints('export {};'))) expect(said).toEqual([]);
}, 120_000);
