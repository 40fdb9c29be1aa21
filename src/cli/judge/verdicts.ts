import type { Verdict } from '../../../models/heads/judgement.ts';
import { Complaint } from '../complaint.ts';
import { csvRows } from './csv.ts';

/** What the two columns may be called. */
const columnNames = {
  truth: ['truth', 'true', 'actual', 'label', 'y_true'],
  prediction: ['prediction', 'predicted', 'pred', 'y_pred'],
} as const;

/**
 * The verdicts in a CSV file: its first line names the columns, one `truth` and one `prediction`; others are not read. Throws
 * `Complaint` where a column is missing or a row has no value in one.
 */
export function verdictsIn(text: string, file: string): Verdict[] {
  const [header = [], ...rows] = rowsOf(text, file);
  const columnOf = (kind: keyof typeof columnNames): number => {
    const known: readonly string[] = columnNames[kind];
    const found = header.flatMap((name, i) => (known.includes(name.trim().toLowerCase()) ? [i] : []));
    const [at] = found;
    if (at === undefined)
      throw new Complaint(
        `${file} has no column “${kind}”: its first line names the columns, truth and prediction among them; it reads “${header.join(',').slice(0, 80)}”.`,
      );
    if (found.length > 1) throw new Complaint(`${file} has ${found.length} columns that may be the ${kind}.`);
    return at;
  };
  const [truthAt, predictionAt] = [columnOf('truth'), columnOf('prediction')];
  const verdicts = rows.flatMap((row, i): Verdict[] => {
    if (row.every((cell) => cell.trim() === '')) return [];
    const [truth, prediction] = [row[truthAt]?.trim(), row[predictionAt]?.trim()];
    if (!truth || !prediction)
      throw new Complaint(`Row ${i + 1} of ${file} has no ${truth ? 'prediction' : 'truth'}.`);
    return [{ truth, prediction }];
  });
  if (verdicts.length === 0)
    throw new Complaint(`${file} holds no row below its first line: there is nothing to judge.`);
  return verdicts;
}

function rowsOf(text: string, file: string): string[][] {
  try {
    return csvRows(text);
  } catch (error) {
    throw error instanceof RangeError ? new Complaint(`${file}: ${error.message}`) : error;
  }
}
