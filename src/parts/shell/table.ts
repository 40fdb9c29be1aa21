/** The data that a chart shows, as rows to read, copy or take home. */
export interface DataTable {
  /** File name without its ending. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The table as CSV (RFC 4180): a header, commas, quotes where needed. */
export function toCsv({ columns, rows }: DataTable): string {
  const cell = (value: string | number | null): string => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** The table as JSON: one object a row, keyed by column. */
export function toJson({ columns, rows }: DataTable): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
}
