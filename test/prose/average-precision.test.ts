import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Whoever meets AP for the first time in a chapter can go and see what it is.
const chapter = 'what-ap-measures';
const folder = 'content/en';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.mdx') && !/^embed\b/.test(name) && name !== `${chapter}.mdx`,
);

/** A chapter's text without its first lines, imports, components and expressions. */
function proseOf(mdx: string): string {
  const lines = mdx
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^(import|export) [\s\S]*?;\n(?=\n|import|export)/gm, '');
  let text = lines;
  let before = '';
  while (text !== before) {
    before = text;
    text = text.replace(/\{[^{}]*\}/g, '');
  }
  return text.replace(/<SideNote>|<\/SideNote>|<[^>]*>/g, '');
}

/** Whether the first mention of average precision leads to its chapter; undefined where there is none. */
function firstLeadsThere(mdx: string): boolean | undefined {
  const prose = proseOf(mdx);
  // The address of a link is nothing that a reader reads; its place is kept.
  const seen = prose.replace(/(?<=\])\([^)]*\)/g, (address) => ' '.repeat(address.length));
  const mention = /\bAP\b|\baverage precision\b/i.exec(seen);
  if (mention === null) return undefined;
  const linked = new RegExp(`\\[[^\\]]*(?:\\bAP\\b|average precision)[^\\]]*\\]\\(/${chapter}/`, 'i').exec(
    prose,
  );
  return linked !== null && linked.index <= mention.index && mention.index < linked.index + linked[0].length;
}

test.for(files)('%s leads from its first AP to the chapter that explains it', (name, { expect }) => {
  expect(firstLeadsThere(readFileSync(`${folder}/${name}`, 'utf8'))).not.toBe(false);
});

test('the check itself', () => {
  expect(firstLeadsThere('It reaches 40 AP.')).toBe(false);
  expect(firstLeadsThere(`It reaches 40 AP, which is [average precision](/${chapter}/).`)).toBe(false);
  expect(firstLeadsThere(`It reaches {ap} [AP](/${chapter}/), and then 41 AP.`)).toBe(true);
  expect(firstLeadsThere(`[Focal loss](/${chapter}/) helps.`)).toBeUndefined();
  expect(firstLeadsThere(`With [focal loss](/${chapter}/) it reaches 40 AP.`)).toBe(false);
  expect(firstLeadsThere(`With [focal loss](/${chapter}/) it reaches 40 [AP](/${chapter}/).`)).toBe(true);
  expect(firstLeadsThere('Nothing of the kind; {AP} <T caption="AP" />')).toBeUndefined();
  expect(
    files.filter((name) => firstLeadsThere(readFileSync(`${folder}/${name}`, 'utf8'))).length,
  ).toBeGreaterThan(2);
});
