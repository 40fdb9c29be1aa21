/**
 * The rows of a CSV text (RFC 4180): cells apart by commas, a cell in quotes may hold commas, line ends and doubled quotes. Line ends of
 * any kind; a mark of byte order in front is passed over.
 */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  const whole = text.replace(/^\uFEFF/, '');
  while (cell.lastIndex < whole.length || row.length > 0) {
    const begins = cell.lastIndex;
    const found = cell.exec(whole);
    if (found === null) throw new RangeError(lineOf(whole, begins));
    const [, quoted, plain = '', end] = found;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}

const lineOf = (text: string, at: number) =>
  `Line ${text.slice(0, at).split(/\r\n|\r|\n/).length} has a quote that does not enclose its whole cell.`;
