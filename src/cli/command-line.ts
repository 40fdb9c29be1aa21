import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Complaint, withNegativeNumbers } from './complaint.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What options came to: text where they take some, true where they are flags. */
export type Values<Known extends Options> = {
  readonly [Name in keyof Known]?: Known[Name]['type'] extends 'boolean' ? boolean : string;
};

export interface CommandLine<Known extends Options> {
  readonly values: Values<Known>;
  readonly positionals: readonly string[];
  /** Refuses every option that was given and is none of these: `subject`, what the command was asked to do, makes no use of it. */
  uses(subject: string, ...names: readonly (keyof Known & string)[]): void;
}

const listed = (names: readonly string[]) =>
  names.length === 0 ? 'no options' : names.map((name) => `--${name}`).join(', ');

/**
 * Reads the options of a command. Every command reads them here, so that none passes over what it was told.
 * @param command its name, for messages
 * @param most how many words it takes besides options
 * @throws Complaint for an option that it does not have, one that was given twice or without its value, and words too many
 */
export function commandLine<const Known extends Options>(
  command: string,
  options: Known,
  most: number,
  args: readonly string[] = process.argv.slice(2),
): CommandLine<Known> {
  const { values, positionals, tokens } = parsed(command, options, args);
  const given = tokens
    .filter(({ kind }) => kind === 'option')
    .map((token) => (token as { name: string }).name);
  const twice = given.find((name, i) => given.indexOf(name) !== i);
  if (twice !== undefined) throw new Complaint(`--${twice} was given more than once.`);
  if (positionals.length > most)
    throw new Complaint(
      most === 0
        ? `${command} takes no “${positionals[0]}”.`
        : `${command} takes no “${positionals[most]}” after “${positionals.slice(0, most).join(' ')}”.`,
    );
  return {
    values: values as Values<Known>,
    positionals,
    uses(subject, ...names) {
      const unused = given.filter((name) => !names.includes(name));
      if (unused.length > 0)
        throw new Complaint(`${subject} makes no use of ${listed(unused)}; it takes ${listed(names)}.`);
    },
  };
}

function parsed(command: string, options: Options, args: readonly string[]) {
  try {
    return parseArgs({ args: withNegativeNumbers(args), options, allowPositionals: true, tokens: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const message = error instanceof Error ? error.message : String(error);
    const [, option = ''] = /'(-[^' ]+)/.exec(message) ?? [];
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      throw new Complaint(`${command} has no ${option}; it takes ${listed(Object.keys(options))}.`);
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
      const takes = /does not take an argument/.test(message) ? 'takes no value' : 'needs a value';
      const [, name = option] = /(--[\w-]+)/.exec(message) ?? [];
      throw new Complaint(`${name} ${takes}.`);
    }
    throw error;
  }
}
