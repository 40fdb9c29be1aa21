import type { CheckpointFault, CheckpointFaults } from '../../../../models/checkpoints/checkpoint-error.ts';

/** A sentence for each of these codes, made of its facts. */
export type Sentences<Faults> = {
  readonly [Code in keyof Faults & keyof CheckpointFaults]: (fault: CheckpointFault<Code>) => string;
};

/** A file that is cut short, altered or built to mislead: the advice is always to get it again. */
export const damaged = (what: string, meaning = 'The file is cut short or has been altered.'): string =>
  `${what} ${meaning} Download it again from its source and open the new copy.`;

/** A name from a file: control characters replaced and at most 80 characters. */
export function quoted(name: string): string {
  const clean = Array.from(name, (character) => ((character.codePointAt(0) ?? 0) < 0x20 ? '�' : character));
  return `“${clean.length > 80 ? `${clean.slice(0, 79).join('')}…` : clean.join('')}”`;
}

/** The names, and a sign where there are more. */
export const some = ({
  first,
  count,
}: {
  readonly first: readonly string[];
  readonly count: number;
}): string => `${first.map(quoted).join(', ')}${count > first.length ? ' …' : ''}`;
