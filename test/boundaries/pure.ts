import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../steps/command.ts';
import { isTest, type Sources } from './sources.ts';

/** What is the same in every JavaScript host but missing from the language's own library. */
const universal = `
declare class TextDecoder { constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }); decode(bytes?: ArrayBufferLike | ArrayBufferView): string }
declare class TextEncoder { encode(text?: string): Uint8Array<ArrayBuffer> }
`;

const compilerOptions = {
  target: 'ES2023',
  lib: ['ES2023'],
  types: [],
  module: 'ESNext',
  moduleResolution: 'Bundler',
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
};

/**
 * What TypeScript 7 says of the files where it knows the language's own library alone: a name of the DOM or of Node is then unknown.
 * They are checked in a folder of their own, where nothing else is found.
 */
export function impurities(sources: Sources): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'phiscope-pure-'));
  try {
    const given = [...sources].filter(([path]) => !isTest(path));
    const files = [...given, ['universal-globals.d.ts', universal] as const];
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const checked = files.map(([path]) => path).filter((path) => path.endsWith('.ts'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: checked }));
    const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
    const command = [compiler, '--project', folder, '--pretty', 'false', '--singleThreaded'];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status === 0) return [];
    const found = stdout.split('\n').filter((line) => /^\S.*\berror TS\d+: /.test(line));
    return found.length > 0 ? found : [`The compiler ended with ${status}: ${stdout}${stderr}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
