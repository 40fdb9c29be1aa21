/** Prints rows in columns of equal width, the first row as their heads; columns of numbers stand flush right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const [head = [], ...body] = rows;
  const widths = head.map((_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0)));
  const numeric = head.map((_, c) => body.every((row) => /^[\d,.]*$/.test(row[c] ?? '')));
  for (const row of rows) {
    const cells = row.map((cell, c) => (numeric[c] ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)));
    console.log(cells.join('  ').trimEnd());
  }
}
