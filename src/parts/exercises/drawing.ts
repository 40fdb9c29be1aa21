import type { Drawn } from '../../../models/exercises/variant.ts';

/** For whom variants are drawn: a class's word, and names or the letters of sheets of paper. Both draw alike. */
export interface Draw {
  readonly word: string;
  readonly names: readonly string[];
}

/** As many as a class has; more are left out. */
export const mostNames = 60;
export const letters: readonly string[] = ['A', 'B', 'C', 'D'];

/** Names as they are typed: parted by commas, semicolons or lines; each once. */
export const namesIn = (text: string): readonly string[] =>
  [
    ...new Set(
      text
        .split(/[,;\n]/)
        .map((name) => name.trim().replace(/\s+/g, ' ').slice(0, 80))
        .filter((name) => name !== ''),
    ),
  ].slice(0, mostNames);

/** Whose variants there are to show. Without a word everybody has the first: one sheet, for all. */
export const drawnFor = ({ word, names }: Draw): readonly Drawn[] =>
  word.trim() === '' || names.length === 0 ? [{ word, name: '' }] : names.map((name) => ({ word, name }));

/** As it stands in an address, behind its #; empty without a word. Names are sent nowhere there. */
export function writeDraw({ word, names }: Draw): string {
  if (word.trim() === '') return '';
  const parts = new URLSearchParams({ word: word.trim() });
  if (names.length > 0) parts.set('for', names.join(','));
  return parts.toString();
}

/** What an address says, and the letters where it says nothing of names. */
export function readDraw(fragment: string): Draw {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const names = namesIn(parts.get('for') ?? '');
  return { word: (parts.get('word') ?? '').slice(0, 40), names: names.length === 0 ? letters : names };
}
