import type { Drawn } from '../../../models/exercises/variant.ts';
import { lessonWords } from '../../words/en/lessons/index.ts';
import { cardsTag } from '../../words/en/teach.ts';
import type { DataTable } from '../shell/table.ts';
import { type KeyRow, keyOf } from './key.ts';

/** What is asked, with the claim that it is about. */
const withClaim = (question: string, claim: string) => (claim === '' ? question : `${question}\n${claim}`);

/** A row an exercise and a name: what is asked, what is right, what typical mistakes give. */
export const keyTable = (lesson: string, drawn: readonly Drawn[]): DataTable => ({
  name: 'key',
  columns: [
    'lesson',
    'class word',
    'name',
    'exercise',
    'variant',
    'question',
    'right',
    'from',
    'to',
    'mistakes',
  ],
  rows: drawn.flatMap((one) =>
    keyOf(lesson, one).map(({ id, index, question, claim, right, accepted, slips }) => [
      lesson,
      one.word,
      one.name,
      id,
      index,
      withClaim(question, claim),
      right,
      accepted?.[0] ?? null,
      accepted?.[1] ?? null,
      slips.map(({ gives, reveals }) => gives || reveals).join('; '),
    ]),
  ),
});

/** A field of Anki's text format, which takes markup: what would be markup is text, and a tab parts fields. */
const field = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\t/g, ' ')
    .replace(/\r?\n/g, '<br>');

/** Questions and answers as a text that Anki imports (its manual, “Importing text files”): headers, then a card a line. */
export function ankiCards(lesson: string, rows: readonly KeyRow[]): string {
  const deck = lessonWords[lesson]?.title ?? lesson;
  const list = (items: readonly string[]) => items.map((item) => `\n– ${item}`).join('');
  const cards = rows.map(({ id, question, claim, options, right, why, points }) => [
    `${withClaim(question, claim)}${list(options)}`,
    `${right === null ? '' : `${right}\n`}${why}${list(points)}`,
    `${cardsTag} ${lesson} ${id}`,
  ]);
  return [
    '#separator:tab',
    '#html:true',
    `#deck:${deck}`,
    '#tags column:3',
    ...cards.map((card) => card.map(field).join('\t')),
    '',
  ].join('\n');
}
