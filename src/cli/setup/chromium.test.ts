import { describe, expect, test } from 'vitest';
import { ensureChromium, findChromium, type Machine } from './chromium.ts';

/** A machine on which the given browsers start, and commands bring more of them. */
function machine(browsers: string[], more: Partial<Machine> = {}): Machine & { ran: string[] } {
  const ran: string[] = [];
  return {
    chromiumPath: undefined,
    downloadPath: '/home/reader/playwright/chrome',
    isRoot: false,
    starts: (path) => browsers.includes(path),
    hasCommand: () => false,
    run: (command, parameters) => {
      ran.push([command, ...parameters].join(' '));
      if (command === 'apt-get' && parameters[0] === 'install')
        browsers.push(`/usr/bin/${parameters.at(-1)}`);
      return true;
    },
    ...more,
    ran,
  };
}

describe('finding a Chromium', () => {
  test('the one that is named comes first, then the system’s, then Playwright’s', () => {
    const shell = '/usr/bin/chromium-headless-shell';
    const all = ['/opt/mine', '/usr/bin/chromium', '/home/reader/playwright/chrome', shell];
    expect(findChromium(machine(all, { chromiumPath: '/opt/mine' }))).toBe('/opt/mine');
    expect(findChromium(machine(all))).toBe(shell);
    expect(findChromium(machine(all.slice(0, 3)))).toBe('/usr/bin/chromium');
    expect(findChromium(machine(all.slice(2, 3)))).toBe('/home/reader/playwright/chrome');
    expect(findChromium(machine([]))).toBeUndefined();
  });

  test('a named one that does not start is an error, not silently another', () => {
    const here = machine(['/usr/bin/chromium'], { chromiumPath: '/opt/gone' });
    expect(() => findChromium(here)).toThrow('/opt/gone');
  });
});

describe('installing a Chromium', () => {
  test('installs nothing where one is there', () => {
    const here = machine(['/usr/bin/chromium'], { isRoot: true, hasCommand: () => true });
    expect(ensureChromium(() => {}, here)).toBe('/usr/bin/chromium');
    expect(here.ran).toEqual([]);
  });

  test('takes Debian’s package where apt-get and root are there', () => {
    const here = machine([], { isRoot: true, hasCommand: () => true });
    expect(ensureChromium(() => {}, here)).toBe('/usr/bin/chromium-headless-shell');
    expect(here.ran.every((command) => command.startsWith('apt-get'))).toBe(true);
  });

  test('takes Playwright’s download elsewhere, and where the package gave none', () => {
    for (const isRoot of [false, true]) {
      const browsers: string[] = [];
      const ran: string[] = [];
      const run = (command: string, parameters: readonly string[]): boolean => {
        ran.push(command);
        if (parameters.includes('chromium') && command !== 'apt-get')
          browsers.push('/home/reader/playwright/chrome');
        return true;
      };
      const here = machine(browsers, { isRoot, hasCommand: () => true, run });
      expect(ensureChromium(() => {}, here)).toBe('/home/reader/playwright/chrome');
      expect(ran.includes('apt-get')).toBe(isRoot);
    }
  });

  test('says what to install where nothing works', () => {
    expect(() => ensureChromium(() => {}, machine([]))).toThrow(/apt-get install chromium.*CHROMIUM_PATH/);
  });
});
