/**
 * A checkpoint that cannot be used, said in sentences for a person: what happened, what it means and what to do about
 * it. Every reader of `models/checkpoints` refuses a file with this error and with no other.
 */
export class CheckpointError extends Error {
  readonly what: string;
  readonly meaning: string;
  readonly advice: string;

  constructor(what: string, meaning: string, advice: string) {
    super(`${what} ${meaning} ${advice}`);
    this.name = 'CheckpointError';
    this.what = what;
    this.meaning = meaning;
    this.advice = advice;
  }
}

/** A file that is cut short, altered or built to mislead: the advice is always to get it again. */
export function damaged(
  what: string,
  meaning = 'The file is cut short or has been altered.',
): CheckpointError {
  return new CheckpointError(what, meaning, 'Download it again from its source and open the new copy.');
}

/** A name from a file as it may be shown: control characters replaced and at most 80 characters. */
export function shown(name: string): string {
  const clean = Array.from(name, (character) => ((character.codePointAt(0) ?? 0) < 0x20 ? '�' : character));
  return `“${clean.length > 80 ? `${clean.slice(0, 79).join('')}…` : clean.join('')}”`;
}
