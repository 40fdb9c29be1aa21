import type { Exercise } from './exercise.ts';

/** What the variants of one reader are drawn by: the class's word and the reader's name, both as typed. */
export interface Drawn {
  readonly word: string;
  readonly name: string;
}

/** 32 bits of FNV-1a over a text's UTF-8, its last bits stirred (the end of MurmurHash3), so that names alike fall far apart. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const folded = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Which variant is a reader's. Without a class word it is the first, for everybody: the lesson as it stands. */
export function variantIndex(lesson: string, { id, variants }: Exercise, { word, name }: Drawn): number {
  if (folded(word) === '') return 0;
  return hash([folded(word), folded(name), lesson, id].join('\n')) % variants().length;
}

/** The variant after it: for a worked solution that is nobody's own. */
export const otherVariant = ({ variants }: Exercise, index: number): number =>
  (index + 1) % variants().length;
