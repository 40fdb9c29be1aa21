import type { Judgement } from '../../../models/heads/judgement.ts';

const share = (value: number) => value.toFixed(4);

/** Columns side by side, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => [...(row[c] ?? '')].length)));
  return rows.map((row) =>
    row
      .map((cell, c) => {
        const filling = ' '.repeat((widths[c] ?? 0) - [...cell].length);
        return c === 0 ? cell + filling : filling + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A judgement for a person: measures, then who was taken for whom. A dash stands where nothing was predicted, or nothing is so. */
export function judgementLines({
  classes,
  confusion,
  accuracy,
  perClass,
  macro,
  weighted,
}: Judgement): string[] {
  const measures = [
    ['', 'precision', 'recall', 'specificity', 'F1', 'support'],
    ...perClass.map(({ name, precision, recall, specificity, f1, support, predicted }) => [
      name,
      predicted === 0 ? '–' : share(precision),
      support === 0 ? '–' : share(recall),
      share(specificity),
      share(f1),
      String(support),
    ]),
    ...(
      [
        ['each class alike', macro],
        ['by support', weighted],
      ] as const
    ).map(([name, mean]) => [
      name,
      share(mean.precision),
      share(mean.recall),
      share(mean.specificity),
      share(mean.f1),
      String(mean.support),
    ]),
  ];
  const table = [
    ['truth ↓  called →', ...classes],
    ...classes.map((name, i) => [name, ...(confusion[i] ?? []).map(String)]),
  ];
  return [`accuracy ${share(accuracy)}`, '', ...aligned(measures), '', ...aligned(table)];
}
