import facts from './facts.json' with { type: 'json' };

/** A cell of a facts table as it stands in the sheet. */
export type Cell = string | number;

/** One table of the facts sheet: rows are aligned with columns; the last two columns are status and source. */
export interface FactsTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * The rows of one table as records, column name to cell. Where a name occurs twice, the later ones get `#2`, `#3`.
 * @throws where the sheet has no such table.
 */
export function factsTable(id: string): readonly Readonly<Record<string, Cell>>[] {
  const table = (facts.tables as unknown as Readonly<Record<string, FactsTable>>)[id];
  if (table === undefined) throw new Error(`The facts hold no table “${id}”.`);
  const names = table.columns.map((name, at) => {
    const earlier = table.columns.slice(0, at).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name}#${earlier + 1}`;
  });
  return table.rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

/** A whole number with thousands separators, as the sheet prints exact counts. */
export function exact(cell: Cell | undefined): number {
  const text = String(cell).replaceAll(',', '');
  if (!/^\d+$/.test(text)) throw new Error(`“${cell}” is not an exact count.`);
  return Number(text);
}

export { facts };
