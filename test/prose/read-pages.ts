import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPages } from '../browser/pages.ts';
import { builtSite } from '../browser/site.ts';
import type { Note } from './judge.ts';
import { literalsOf } from './literals.ts';
import allNotes from './notes.json' with { type: 'json' };
import { type Sentence, sentencesIn, tidy } from './sentences.ts';

const noted: Readonly<Record<string, readonly Note[]>> = allNotes;
const content = new URL('../../content/en/', import.meta.url).pathname;

/** A page of the built site, read. */
export interface ReadPage {
  readonly path: string;
  readonly html: string;
  readonly sentences: readonly Sentence[];
  /** What people have said of its numbers; a page made of another one, a figure's own page or a lesson's plan, has those of that, too. */
  readonly notes: readonly Note[];
  /** Those among them that must still stand on it. */
  readonly own: readonly Note[];
  /** Quantities that its source holds as digits, not rendered from data. */
  readonly typed: ReadonlySet<string>;
}

function read(path: string): ReadPage {
  const html = readFileSync(join(builtSite, path.endsWith('.html') ? path : `${path}index.html`), 'utf8');
  const own = path.startsWith('embed/') ? [] : (noted[path] ?? []);
  const made = madeOf(path);
  const notes = made === path ? own : [...own, ...(noted[made] ?? [])];
  const source = join(content, `${path.replace(/\/$/, '')}.mdx`);
  const literals = existsSync(source) ? literalsOf(readFileSync(source, 'utf8')) : [];
  const typed = new Set(literals.map(({ text }) => tidy(text)));
  return { path, html, sentences: sentencesIn(html), notes, own, typed };
}

/** The page that another one is made of: of a figure's own page the chapter, of a lesson's plan, paper and windows the lesson. */
function madeOf(path: string): string {
  const lesson = /^(?:lessons|teach)\/([^/]+)\//.exec(path)?.[1];
  if (lesson !== undefined) return `lessons/${lesson}/`;
  if (!path.startsWith('embed/')) return path;
  const source = readFileSync(join(content, `${path.replace(/\/$/, '')}.mdx`), 'utf8');
  return `${/^chapter: (.+)$/m.exec(source)?.[1]}/`;
}

/** Every page of the built site. */
export const pages: readonly ReadPage[] = builtPages().map(read);
