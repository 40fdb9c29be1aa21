import { isTest, type Sources } from './sources.ts';

/** The files that the rules are read against: what runs, is drawn or is read as data; a licence's text is none of it. */
export const ruleFolders = ['src', 'content', 'public', 'models'] as const;
export const ruleExtensions = [
  '.ts',
  '.js',
  '.mjs',
  '.svelte',
  '.astro',
  '.mdx',
  '.html',
  '.css',
  '.svg',
  '.json',
] as const;

/** Something that no source may hold. */
export interface Rule {
  readonly name: string;
  /** Files that the rule is about. */
  readonly files: RegExp;
  /** Why the line is refused; undefined where it is fine. */
  refuses(line: string): string | undefined;
}

/**
 * An address of another host is only ever a link that a reader may follow, or a note of where something came from:
 * a link's href, a Markdown link, a named field of a reference, a comment, a name of an XML namespace.
 */
const reference = [
  /<a\s[^>]*\bhref=["'{`]*$/,
  /^\s*(<a|[\w-]+=.*)?\s*href=["'{`]*$/,
  /\]\(<?$/,
  /<$/,
  /["']?\b(source|sources|url|address|href|licence|licenceUrl|licenceAddress|license|homepage|doi|upstream|paper|arxiv|link|page|author|from)["']?\s*:\s*\[?\s*["'`]$/i,
  /\s(source|licence|cite)=["']$/,
  /^\s*(\/\/|\*|\/\*|#|<!--).*$/,
  /\bxmlns(:\w+)?=["']$/,
];
/** Names that look like addresses, this machine itself, and the two hosts that only ever stand in a citation. */
const harmless = /^https?:\/\/(www\.w3\.org\/|localhost\b|127\.0\.0\.1\b|arxiv\.org\/abs\/|doi\.org\/)/;

export const otherHosts: Rule = {
  name: 'asks no other host for anything',
  files: /./,
  refuses(line) {
    for (const match of line.matchAll(/(?:https?:)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`)>]*/gi)) {
      const before = line.slice(0, match.index);
      const isAddress = match[0].startsWith('http');
      // Without its scheme it is an address only where it stands in quotes or brackets: "//host.example/x".
      if (!isAddress && !/["'`(]$/.test(before)) continue;
      if (/<link\b[^>]*$/i.test(before)) return `a <link> to ${match[0]}`;
      if (/\b(fetch|import|URL|url|Worker|sendBeacon|EventSource|WebSocket)\(\s*["'`]?$/.test(before))
        return `a load of ${match[0]}`;
      if (isAddress && harmless.test(match[0])) continue;
      if (!reference.some((pattern) => pattern.test(before))) return `${match[0]} outside a reference`;
    }
    return undefined;
  },
};

export const noChance: Rule = {
  name: 'draws nothing by chance',
  files: /^(src\/(figures|components|pages|layouts)|content|models)\//,
  refuses: (line) =>
    /\bMath\.random\b/.test(line) ? 'Math.random gives another picture each time' : undefined,
};

export const noRawMarkup: Rule = {
  name: 'inserts no markup from text',
  files: /\.(svelte|astro|ts|js|mjs|mdx)$/,
  refuses(line) {
    const found = /\{@html\b|\.(inner|outer)HTML\s*=|\binsertAdjacentHTML\b|\bdocument\.write\b/.exec(line);
    return found ? `${found[0]} takes text as markup` : undefined;
  },
};

/** The engine lives as long as the page: whoever listens to it and is gone would be told for ever. */
export const noForgottenListener: Rule = {
  name: 'keeps what ends its listening to the engine',
  files: /^src\/.*\.(svelte|ts)$/,
  refuses: (line) =>
    /^\s*(void\s+)?[\w.]+(\(\))?\.onNotice\(.*[^,]$/.test(line)
      ? 'what onNotice gives back is thrown away'
      : undefined,
};

export const noHiddenFocus: Rule = {
  name: 'leaves the focus ring alone',
  files: /\.(svelte|astro|css)$/,
  refuses: (line) => (/outline\s*:\s*(none|0)\b/.test(line) ? 'the focus ring is taken away' : undefined),
};

export const noInlineHandlers: Rule = {
  name: 'has no handler in an attribute of static markup',
  files: /\.(astro|html|svg|mdx)$/,
  refuses(line) {
    const found = /\son[a-z]+=["']/.exec(line);
    return found ? `${found[0].trim()} is refused by the content security policy` : undefined;
  },
};

export const rules = [
  otherHosts,
  noChance,
  noRawMarkup,
  noForgottenListener,
  noHiddenFocus,
  noInlineHandlers,
];

/** Each line that the rule refuses, as a sentence with file and line. */
export function refused(rule: Rule, sources: Sources): string[] {
  const found: string[] = [];
  for (const [path, text] of sources) {
    if (isTest(path) || !rule.files.test(path)) continue;
    text.split('\n').forEach((line, index) => {
      const why = rule.refuses(line);
      if (why) found.push(`${path}:${index + 1}: ${why}.`);
    });
  }
  return found;
}
