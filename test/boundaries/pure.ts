import ts from 'typescript';
import { isTest, type Sources } from './sources.ts';

/** What is the same in every JavaScript host but missing from the language's own library. */
const universal = `
declare class TextDecoder { constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }); decode(bytes?: ArrayBufferLike | ArrayBufferView): string }
declare class TextEncoder { encode(text?: string): Uint8Array<ArrayBuffer> }
`;

/**
 * What the type checker says of the files where it knows the language's own library alone: a name of the DOM or
 * of Node is then unknown.
 *
 * @param root the folder that the paths of the sources start from, with a slash at its end
 */
export function impurities(root: string, sources: Sources): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
  };
  const given = new Map([...sources].map(([path, text]) => [root + path, text]));
  const globals = `${root}universal-globals.d.ts`;
  given.set(globals, universal);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => given.has(path) || fileExists(path);
  host.readFile = (path) => given.get(path) ?? readFile(path);
  const roots = [...sources.keys()].filter((path) => path.endsWith('.ts') && !isTest(path));
  const program = ts.createProgram([globals, ...roots.map((path) => root + path)], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
    if (!diagnostic.file || diagnostic.start === undefined) return message;
    const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    return `${diagnostic.file.fileName.replace(root, '')}:${line + 1}: ${message}`;
  });
}
