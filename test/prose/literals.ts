/** A number written out in a chapter's prose, not rendered from data. */
export interface Literal {
  readonly text: string;
  readonly value: number;
  /** What stands behind it: `%`, `million`, `billion`, `×`, or nothing. */
  readonly unit: string;
  readonly line: number;
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ');

/** Removes text between balanced braces: MDX expressions, however deep. */
function withoutExpressions(text: string): string {
  let depth = 0;
  let result = '';
  for (const character of text) {
    if (character === '{') depth++;
    result += depth > 0 ? blank(character) : character;
    if (character === '}' && depth > 0) depth--;
  }
  return result;
}

/** The prose of an MDX chapter: no front matter, imports, expressions, tags, formulas or code; lines keep their places. */
function proseOf(mdx: string): string {
  const text = mdx
    .replace(/^---\n[\s\S]*?\n---\n/, (front) => {
      const description = /^(title|description):.*$/gm;
      return blank(front)
        .split('\n')
        .map((line, i) => front.split('\n')[i]?.match(description)?.[0] ?? line)
        .join('\n');
    })
    .replace(/^\$\$[\s\S]*?^\$\$/gm, blank)
    .replace(/\$[^$\n]+\$/g, blank)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/^(import|export) [\s\S]*?;\n(?=\n|import|export)/gm, blank);
  return withoutExpressions(text).replace(/<[^>]*>/g, blank);
}

const unitNames: Readonly<Record<string, string>> = { percent: '%', times: '×' };

/**
 * Numbers in the prose that claim to be a quantity: those with a unit (%, million, billion, ×) or a decimal point.
 * Plain whole numbers are left alone: most of them are years, counts and names.
 */
export function literalsOf(mdx: string): readonly Literal[] {
  const pattern =
    /(?<![\w.−-])(\d[\d,]*(?:\.\d+)?)(?:[\s\u202f\u00a0]*(%|percent|million|billion|trillion|×|times)(?!\w))?/g;
  return proseOf(mdx)
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(pattern)].flatMap((match) => {
        const [whole, digits = '', unit = ''] = match;
        if (unit === '' && !digits.includes('.')) return [];
        const value = Number(digits.replaceAll(',', ''));
        return [{ text: whole.trim(), value, unit: unitNames[unit] ?? unit, line: index + 1 }];
      }),
    );
}
