// npm run -s mark -- HANDIN.json … [--json]: marks files of answers by the rules of the page, and counts what went wrong.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { slipCounts } from '../../models/exercises/class-marks.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { markedHandIns } from './mark/hand-ins.ts';
import { printTable } from './table.ts';

complain(() => {
  const { values, positionals } = commandLine(
    'mark',
    { json: { type: 'boolean' } },
    Number.POSITIVE_INFINITY,
  );
  if (positionals.length === 0)
    throw new Complaint('Name files that were saved on a lesson’s page: npm run -s mark -- HANDIN.json …');
  const missing = positionals.find((path) => !existsSync(path) || statSync(path).isDirectory());
  if (missing !== undefined) throw new Complaint(`There is no file ${missing}.`);
  const all = markedHandIns(positionals.map((file) => ({ file, text: readFileSync(file, 'utf8') })));
  if (values.json) {
    console.log(JSON.stringify(all, null, 2));
    return;
  }
  printTable([
    ['name', 'word', 'lesson', 'right', 'of', 'file'],
    ...all.map(({ name, word, lesson, right, markable, file }) => [
      name,
      word,
      lesson,
      String(right),
      String(markable),
      file,
    ]),
  ]);
  const slips = slipCounts(all);
  if (slips.length > 0) {
    console.log('');
    printTable([
      ['exercise', 'mistake', 'times'],
      ...slips.map(({ id, slip, count }) => [id, slip, String(count)]),
    ]);
  }
  for (const { file, sameAs } of all)
    if (sameAs.length > 0) console.log(`\n${file} holds the same answers as ${sameAs.join(', ')}.`);
});
