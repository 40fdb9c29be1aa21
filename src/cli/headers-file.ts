/** One rule of a `_headers` file: a path, `*` at its end for everything below, and the headers it adds. */
export interface HeaderRule {
  path: string;
  headers: [name: string, value: string][];
}

/**
 * Reads the form of `_headers` that static hosts share: a path on a line of its own, its headers indented below it.
 * @throws on a line that is neither, with its number
 */
export function parseHeadersFile(text: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const header = /^\s+([\w-]+):\s*(.*)$/.exec(line);
    const rule = rules.at(-1);
    if (header?.[1] && rule) rule.headers.push([header[1], header[2] ?? '']);
    else if (line.startsWith('/')) rules.push({ path: line.trim(), headers: [] });
    else throw new Error(`Line ${index + 1} of _headers is neither a path nor a header: ${line}`);
  }
  return rules;
}

/** The headers for a path; a later rule replaces what an earlier one said under the same name. */
export function headersFor(rules: readonly HeaderRule[], path: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const rule of rules) {
    const meant = rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path;
    if (meant) for (const [name, value] of rule.headers) headers.set(name.toLowerCase(), value);
  }
  return headers;
}
