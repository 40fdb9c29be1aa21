import type { Lesson } from './exercise.ts';
import type { Answer } from './verdict.ts';

/** What a reader has done with one exercise. */
export interface Done {
  readonly answer: Answer;
  /** How often it was checked. */
  readonly tries: number;
  /** How many hints were opened. */
  readonly hints: number;
}

/** A lesson's work as it is kept and handed in: answers, no marks. */
export interface Work {
  readonly lesson: string;
  readonly version: number;
  readonly word: string;
  readonly name: string;
  /** By the exercises' ids. */
  readonly done: Readonly<Record<string, Done>>;
}

const format = 'phiscope-hand-in-1';

/** What is wrong with a file that is to be a hand-in. */
export type HandInFault =
  | { readonly what: 'not-json' | 'foreign' }
  | { readonly what: 'damaged'; readonly field: string }
  | { readonly what: 'too-large' };

/** More than any class writes in one lesson. */
const largest = 1_000_000;

export const freshWork = ({ id, version }: Lesson): Work => ({
  lesson: id,
  version,
  word: '',
  name: '',
  done: {},
});

/** The work as the text of a file. */
export const writeHandIn = (work: Work): string => `${JSON.stringify({ format, ...work }, null, 2)}\n`;

/** The name that a hand-in is saved under: letters and digits of any script, and nothing that a file system minds. */
export function handInName({ lesson, word, name }: Work): string {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '');
  return [lesson, plain(word), plain(name), 'phiscope', 'json'].filter((part) => part !== '').join('.');
}

/** The work in a file, or what is wrong with it. */
export function readHandIn(text: string): Work | HandInFault {
  if (text.length > largest) return { what: 'too-large' };
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { what: 'not-json' };
  }
  if (!isRecord(read) || read.format !== format) return { what: 'foreign' };
  const { lesson, version, word, name, done } = read;
  const fault = (field: string): HandInFault => ({ what: 'damaged', field });
  if (typeof lesson !== 'string') return fault('lesson');
  if (typeof version !== 'number' || !Number.isSafeInteger(version)) return fault('version');
  if (typeof word !== 'string') return fault('word');
  if (typeof name !== 'string') return fault('name');
  if (!isRecord(done)) return fault('done');
  const all: Record<string, Done> = {};
  for (const [id, each] of Object.entries(done)) {
    if (!isRecord(each)) return fault(`done.${id}`);
    const { answer, tries, hints } = each;
    const isText = typeof answer === 'string';
    if (!isText && !(Array.isArray(answer) && answer.every((part) => typeof part === 'string')))
      return fault(`done.${id}.answer`);
    if (!isCount(tries)) return fault(`done.${id}.tries`);
    if (!isCount(hints)) return fault(`done.${id}.hints`);
    all[id] = { answer: answer as Answer, tries, hints };
  }
  return { lesson, version, word, name, done: all };
}

export const isFault = (read: Work | HandInFault): read is HandInFault => 'what' in read;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
