// npm run -s judge -- TRUTH_AND_PREDICTION.csv [--json]: judges a classifier's predictions, as scikit-learn's classification_report does.
// The file's first line names its columns, truth and prediction among them.
import { readFileSync } from 'node:fs';
import { judge } from '../../models/heads/judgement.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { judgementLines } from './judge/report.ts';
import { verdictsIn } from './judge/verdicts.ts';

await complain(() => {
  const { values, positionals } = commandLine('judge', { json: { type: 'boolean' } }, 1);
  const [file] = positionals;
  if (file === undefined)
    throw new Complaint(
      'Name a CSV file with the columns truth and prediction: npm run -s judge -- FILE.csv',
    );
  const judgement = judge(verdictsIn(readFileSync(file, 'utf8'), file));
  if (values.json) console.log(JSON.stringify(judgement, null, 2));
  else for (const line of judgementLines(judgement)) console.log(line);
});
