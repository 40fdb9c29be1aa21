import { errorSentence } from '../words/en/refusals/error.ts';

/** Something the person at the terminal can mend: printed as a sentence, without a stack. */
export class Complaint extends Error {
  override name = 'Complaint';
}

/** What the file system refused, as a sentence; undefined for any other error. */
function fileSentence(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  // Reading a folder as a file does not tell which.
  const path = 'path' in error ? String(error.path) : 'What was named';
  const sentences: Readonly<Record<string, string>> = {
    ENOENT: `There is no file ${path}.`,
    ENOTDIR: `${path} lies below a file, not below a folder.`,
    EISDIR: `${path} is a folder, not a file.`,
    EEXIST: `${path} is there already, and is no folder.`,
    EACCES: `${path} may not be read or written by you.`,
    EPERM: `${path} may not be read or written by you.`,
    EROFS: `${path} lies where nothing can be written.`,
    ENOSPC: `There is no room left for ${path}.`,
  };
  return sentences[String(error.code)];
}

/** What of an error a person can mend, as a sentence; undefined for an error of the program. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Complaint) return error.message;
  return errorSentence(error) ?? fileSentence(error);
}

/**
 * Runs a command; a complaint, an impossible network, a file that is not there or what the engine refuses ends it with a sentence and
 * exit status 2.
 */
export async function complain(run: () => void | Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    console.error(sentence);
    process.exitCode = 2;
  }
}

/** A number given as `--key value`, or undefined where the option is absent. */
export function numberOption(key: string, value: string | boolean | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) throw new Complaint(`--${key} needs a number, not “${value}”.`);
  return number;
}

/** Joins `--phi -1.5` to `--phi=-1.5`: an option's parser would take the number for another option. */
export function withNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    if (/^-\.?\d/.test(arg) && before !== undefined && /^--[^=]+$/.test(before))
      joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}
