// Finds a Chromium for the browser tests, or installs one. As a command it prints where it is:
// node src/cli/setup/chromium.ts
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Debian's Chromium without windows: nothing of a page is missing in it, and the same tests cost a quarter less. */
const shell = { place: '/usr/bin/chromium-headless-shell', package: 'chromium-headless-shell' };

/** Where Chromium and Chrome are put by the systems' own packages. */
const usualPlaces = [
  shell.place,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The command line by which WebGPU runs on the processor, whatever graphics card the machine has. Workgroup memory is not filled with
 * zeros before a program runs, as WebGPU promises: the filling is two fifths of what a program takes to compile there, and one that reads what
 * it has not written is wrong with us, zeros or not.
 */
export const softwareWebGpu: readonly string[] = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-dawn-features=disable_workgroup_init',
];

/** What looking for and installing a Chromium asks of the machine. */
export interface Machine {
  readonly chromiumPath: string | undefined;
  /** Where Playwright's own download lies, or would lie. */
  readonly downloadPath: string;
  readonly isRoot: boolean;
  /** Whether the file is there and starts. */
  starts(path: string): boolean;
  hasCommand(name: string): boolean;
  /** Runs a command and says whether it went well. */
  run(command: string, parameters: readonly string[]): boolean;
}

/**
 * The path of a Chromium that starts: the one that CHROMIUM_PATH names, the system's, or Playwright's.
 *
 * @throws Error where CHROMIUM_PATH names something that does not start
 */
export function findChromium(machine: Machine = thisMachine()): string | undefined {
  const { chromiumPath } = machine;
  if (chromiumPath) {
    if (machine.starts(chromiumPath)) return chromiumPath;
    throw new Error(
      `CHROMIUM_PATH names ${chromiumPath}, but no browser starts there. Correct it, or unset it to let one be found.`,
    );
  }
  return [...usualPlaces, machine.downloadPath].find((path) => machine.starts(path));
}

/**
 * The path of a Chromium, installed first where there is none: Debian's package where apt-get and root are
 * there, else Playwright's own download.
 *
 * @param say hears what is being done, one sentence at a time
 * @throws Error that says what to install where neither works
 */
export function ensureChromium(say: (line: string) => void, machine: Machine = thisMachine()): string {
  const found = findChromium(machine);
  if (found) return found;
  if (machine.isRoot && machine.hasCommand('apt-get')) {
    say('Installing Chromium from the system’s packages (a minute or two) …');
    machine.run('apt-get', ['update', '-qq']);
    machine.run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', shell.package]);
    const installed = findChromium(machine);
    if (installed) return installed;
    say('The system’s packages gave no Chromium that starts.');
  }
  say('Downloading Playwright’s Chromium (about 180 MB) …');
  const cli = fileURLToPath(new URL('../../../node_modules/playwright-core/cli.js', import.meta.url));
  machine.run(process.execPath, [cli, 'install', '--no-shell', 'chromium']);
  const downloaded = findChromium(machine);
  if (downloaded) return downloaded;
  throw new Error(
    'The browser tests need Chromium, and none could be found or installed. Install it from your system’s packages ' +
      '(Debian: sudo apt-get install chromium), or set CHROMIUM_PATH to the Chromium or Chrome that you have.',
  );
}

/** This machine as it is. */
function thisMachine(): Machine {
  const succeeds = (command: string, parameters: readonly string[], seconds: number): boolean => {
    const options = { stdio: 'ignore', timeout: seconds * 1000 } as const;
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, parameters, { ...options, env: environment }).status === 0;
  };
  return {
    chromiumPath: process.env.CHROMIUM_PATH,
    downloadPath: chromium.executablePath(),
    isRoot: process.getuid?.() === 0,
    starts: (path) => existsSync(path) && succeeds(path, ['--version'], 60),
    hasCommand: (name) => succeeds('which', [name], 10),
    run: (command, parameters) => succeeds(command, parameters, 600),
  };
}

if (import.meta.main) {
  try {
    console.log(ensureChromium((line) => console.error(line)));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
