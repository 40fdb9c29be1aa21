import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../steps/command.ts';
import { registryAddresses } from './lock-file.ts';
import {
  noChance,
  noForgottenListener,
  noHiddenFocus,
  noInlineHandlers,
  noRawMarkup,
  otherHosts,
  type Rule,
  refused,
  ruleExtensions,
  ruleFolders,
  rules,
} from './rules.ts';
import { readSources } from './sources.ts';

const sources = readSources(root, ruleFolders, ruleExtensions);

test.for(rules)('the source $name', (rule, { expect }) => {
  expect(sources.size).toBeGreaterThan(0);
  expect(refused(rule, sources)).toEqual([]);
});

const refusedLines: [Rule, string, string][] = [
  [otherHosts, 'src/a.ts', "await fetch('https://example.org/weights');"],
  [otherHosts, 'src/a.ts', "await fetch('https://arxiv.org/abs/1');"],
  [otherHosts, 'src/a.ts', "const base = 'https://example.org/';"],
  [otherHosts, 'src/a.astro', '<link rel="stylesheet" href="https://example.org/a.css">'],
  [otherHosts, 'src/a.astro', '<script src="//example.org/a.js"></script>'],
  [otherHosts, 'content/en/a.mdx', '![a picture](/a.png) <img src="https://example.org/a.png">'],
  [otherHosts, 'src/styles/a.css', "@import url('https://example.org/a.css');"],
  [otherHosts, 'public/a.svg', '<image href="https://example.org/a.png"/>'],
  [noChance, 'src/figures/a/logic.ts', 'const x = Math.random();'],
  [noRawMarkup, 'src/figures/a/Figure.svelte', '<p>{@html text}</p>'],
  [noRawMarkup, 'src/figures/a/logic.ts', 'element.innerHTML = text;'],
  [noForgottenListener, 'src/figures/a/session.ts', '  engine.onNotice((message) => say(message));'],
  [noHiddenFocus, 'src/styles/a.css', 'button { outline: none; }'],
  [noInlineHandlers, 'src/pages/a.astro', '<button onclick="go()">Go</button>'],
];
for (const [rule, path, line] of refusedLines) {
  test(`is refused: ${path}: ${line}`, () => {
    expect(refused(rule, new Map([[path, `\n${line}`]]))).toHaveLength(1);
  });
}

const fineLines: [Rule, string, string][] = [
  [otherHosts, 'content/en/a.mdx', 'See [the paper](https://example.org/abs/1) and <https://example.org>.'],
  [otherHosts, 'src/a.astro', '<a class="x" href="https://example.org/">paper</a>'],
  [otherHosts, 'models/published/a.ts', "  source: 'https://example.org/abs/1',"],
  [otherHosts, 'models/checkpoints/a/card.json', '  "licence": "https://example.org/licence",'],
  [otherHosts, 'src/a.ts', '// after https://example.org/paper'],
  [otherHosts, 'public/a.svg', '<svg xmlns="http://www.w3.org/2000/svg">'],
  [otherHosts, 'src/a.ts', "const here = 'http://localhost:4321';"],
  [otherHosts, 'src/a.ts', 'const half = a //example.org'],
  [noChance, 'src/engine/a.ts', 'const id = Math.random();'],
  [noForgottenListener, 'src/parts/a.ts', '  const deafen = engine.onNotice((message) => say(message));'],
  [noHiddenFocus, 'src/styles/a.css', 'button { outline-offset: 2px; }'],
  [noInlineHandlers, 'src/pages/a.astro', '<p class="online">one="1"</p>'],
];
for (const [rule, path, line] of fineLines) {
  test(`is fine: ${path}: ${line}`, () => {
    expect(refused(rule, new Map([[path, line]]))).toEqual([]);
  });
}

describe('the lock file', () => {
  test.for(['', 'test/bench/', 'test/lighthouse/'])('in ./%s names no registry', (folder, { expect }) => {
    expect(registryAddresses(readFileSync(`${root}${folder}package-lock.json`, 'utf8'))).toEqual([]);
  });

  test('would be refused with one', () => {
    const lock = {
      packages: { 'node_modules/a': { version: '1.0.0', resolved: 'https://example.org/a.tgz' } },
    };
    expect(registryAddresses(JSON.stringify(lock))).toEqual(['node_modules/a']);
  });

  test('pins what package.json names, each exactly', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^(npm:[@\w/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    );
    expect(loose).toEqual([]);
  });
});
