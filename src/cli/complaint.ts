import { EngineError } from '../engine/protocol/error.ts';
import { failureSentence } from '../words/en/engine.ts';

/** Something the person at the terminal can mend: printed as a sentence, without a stack. */
export class Complaint extends Error {
  override name = 'Complaint';
}

/** Runs a command; a complaint, an unknown option, an impossible network or what the engine refuses ends it with a sentence and exit status 2. */
export async function complain(run: () => void | Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const expected =
      error instanceof Complaint ||
      error instanceof EngineError ||
      (error instanceof Error && error.name === 'GraphError') ||
      code.startsWith('ERR_PARSE_ARGS');
    if (!expected) throw error;
    console.error(error instanceof EngineError ? failureSentence(error.failure) : (error as Error).message);
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
