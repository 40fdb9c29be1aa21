import * as words from '../../words/en/teach.ts';
import { type KeyRow, keyOf } from './key.ts';

/** What a place of the notes holds of a row of the key, by the place's name. */
const lines: Readonly<Record<string, (row: KeyRow) => string>> = {
  question: ({ question }) => question,
  claim: ({ claim }) => claim,
  right: ({ right }) => (right === null ? '' : `${words.right} ${right}.`),
  why: ({ why }) => why,
};

/** Puts the key of a class's word into a teacher's notes, which the build wrote for the first variants. */
export function fillNotes(notes: ParentNode, lesson: string, word: string): void {
  for (const row of keyOf(lesson, { word, name: '' })) {
    const place = notes.querySelector(`[data-note="${row.id}"]`);
    if (place === null) continue;
    for (const [name, say] of Object.entries(lines)) {
      const line = place.querySelector(`[data-line="${name}"]`);
      if (line) line.textContent = say(row);
    }
    place
      .querySelector('[data-list="wrong"]')
      ?.replaceChildren(...row.slips.map(slip), ...row.points.map(item));
    place.querySelector('[data-list="ask"]')?.replaceChildren(...row.ask.map(item));
  }
}

function item(text: string): HTMLLIElement {
  const made = document.createElement('li');
  made.textContent = text;
  return made;
}

function slip({ gives, reveals }: KeyRow['slips'][number]): HTMLLIElement {
  const made = item(reveals);
  if (gives === '') return made;
  const value = document.createElement('b');
  value.textContent = words.gives(gives);
  made.prepend(value, ' ');
  return made;
}
