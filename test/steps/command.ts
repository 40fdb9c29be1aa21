import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type Outcome, oneFailed, onePassed, type StepContext } from './step.ts';

/** The project's root folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** How a command ended. */
export interface Ending {
  /** The exit status; null where a signal or the time limit ended the command. */
  readonly status: number | null;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

/** How to run a command. */
export interface CommandOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** After so many seconds the command is ended and counts as failed. */
  readonly limitSeconds: number;
  /** Hears of each whole line that the command prints. */
  onLine?(line: string): void;
}

/** Runs a program of the project in the project's root; what it prints is kept, not shown. */
export function runCommand(
  command: string,
  parameters: readonly string[],
  options: CommandOptions,
): Promise<Ending> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ASTRO_TELEMETRY_DISABLED: '1',
        NO_COLOR: '1',
        // Compiled scripts are kept: a hundred programs are started, and most of what each does is to read them.
        NODE_COMPILE_CACHE: `${root}node_modules/.cache/node`,
        ...options.environment,
      },
    });
    let output = '';
    let unfinished = '';
    const take = (raw: string): void => {
      const chunk = stripVTControlCharacters(raw);
      output += chunk;
      const lines = (unfinished + chunk).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', take);
    const limit = setTimeout(() => {
      take(`\nEnded after ${options.limitSeconds} s, its time limit.\n`);
      child.kill('SIGKILL');
    }, options.limitSeconds * 1000);
    child.on('error', (error) => take(`${error.message}\n`));
    child.on('close', (status) => {
      clearTimeout(limit);
      resolve({ status, output });
    });
  });
}

/** One check: the command exits with 0. What it printed stands in the failure. */
export async function checkCommand(
  name: string,
  parameters: readonly string[],
  context: StepContext,
  limitSeconds = 600,
): Promise<Outcome> {
  const [command = '', ...rest] = parameters;
  const began = performance.now();
  const { status, output } = await runCommand(command, rest, { limitSeconds });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  context.progress(`${name}: ${status === 0 ? 'passed' : 'failed'}, ${seconds} s`);
  return status === 0 ? onePassed : oneFailed(`${name} (${parameters.join(' ')})\n${lastLines(output, 80)}`);
}

/** The last lines of a text, with a note on how many were left out before them. */
export function lastLines(text: string, count: number): string {
  const lines = text.trimEnd().split('\n');
  const left = lines.length - count;
  return left > 0 ? [`(${left} lines before these)`, ...lines.slice(left)].join('\n') : lines.join('\n');
}
