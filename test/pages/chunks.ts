import { init, parse } from 'es-module-lexer';

/** Script files of the built site: text by path from the site's root. */
export type Chunks = ReadonlyMap<string, string>;

/**
 * The scripts that the pages can bring to the main thread: those that their markup names, and all that these
 * import, at once or later. A worker is started by its address, so it is no import and not among them.
 */
export async function mainThreadChunks(chunks: Chunks, pages: Chunks): Promise<Set<string>> {
  await init;
  const reached = new Set<string>();
  const queue: string[] = [];
  const reach = (from: string, specifier: string): void => {
    const path = new URL(specifier, `https://site.invalid/${from}`).pathname.slice(1);
    if (!chunks.has(path) || reached.has(path)) return;
    reached.add(path);
    queue.push(path);
  };
  for (const [page, markup] of pages) {
    for (const match of markup.matchAll(
      /\b(?:src|href|component-url|renderer-url|before-hydration-url)="([^"]+\.m?js)"/g,
    )) {
      if (match[1]) reach(page, match[1]);
    }
    for (const match of markup.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)) {
      for (const specifier of importsOf(match[1] ?? '')) reach(page, specifier);
    }
  }
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const specifier of importsOf(chunks.get(path) ?? '')) reach(path, specifier);
  }
  return reached;
}

function importsOf(text: string): string[] {
  try {
    return parse(text)[0].flatMap(({ specifier }) => (specifier ? [specifier] : []));
  } catch {
    // A data block, such as JSON-LD, is no module and imports nothing.
    return [];
  }
}
