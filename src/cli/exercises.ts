// npm run -s exercises -- [LESSON] [--word W] [--name N] [--variants all|K] [--json]
// The exercises of the lessons with their right answers and what typical mistakes give: of one reader's variants, of the first ones, of
// all or of the first K.
import { findLesson, lessons } from '../../models/exercises/index.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { exerciseRows } from './exercises/rows.ts';
import { printTable } from './table.ts';

const options = {
  word: { type: 'string' },
  name: { type: 'string' },
  variants: { type: 'string' },
  json: { type: 'boolean' },
} as const;

complain(() => {
  const { values, positionals } = commandLine('exercises', options, 1);
  const [id] = positionals;
  const chosen = id === undefined ? lessons : [findLesson(id)].flatMap((lesson) => lesson ?? []);
  if (chosen.length === 0)
    throw new Complaint(
      `There is no lesson “${id}”. There ${lessons.length === 1 ? 'is' : 'are'}: ${lessons.map((lesson) => lesson.id).join(', ')}.`,
    );
  const { word = '', name = '', variants } = values;
  const count = variants === undefined ? 0 : variants === 'all' ? Number.POSITIVE_INFINITY : Number(variants);
  if (
    Number.isNaN(count) ||
    count < 0 ||
    (variants !== undefined && variants !== 'all' && !(Number.isSafeInteger(count) && count > 0))
  )
    throw new Complaint('--variants is “all” or a whole number from 1.');
  if (variants !== undefined && (word !== '' || name !== ''))
    throw new Complaint('--variants lists variants whatever the word; leave --word and --name out.');
  if (name !== '' && word === '')
    throw new Complaint('A name draws variants together with a class word: add --word.');
  const rows = chosen.flatMap((lesson) => exerciseRows(lesson, { word, name }, count));
  if (values.json) {
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  printTable([
    ['lesson', 'exercise', 'kind', 'variant', 'right'],
    ...rows.map(({ lesson, id: exercise, kind, index, truth }) => [
      lesson,
      exercise,
      kind,
      String(index),
      truth === null ? '–' : text(truth),
    ]),
  ]);
});
