import { inflateSync } from 'node:zlib';

/** A page of a PDF, as the browser drew it. */
export interface PdfPage {
  /** Width and height, in points. */
  readonly size: readonly [number, number];
  /** How often text is shown on it, and how often something is filled or stroked. */
  readonly texts: number;
  readonly shapes: number;
}

/** The pages of a PDF that Chromium printed: its objects stand one by one, their streams deflated. */
export function pdfPages(pdf: Buffer): readonly PdfPage[] {
  const text = pdf.toString('latin1');
  const objects = new Map<string, { readonly head: string; readonly at: number }>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\s*(<<[\s\S]*?>>)\s*(?=stream\r?\n|endobj)/g))
    objects.set(match[1] ?? '', { head: match[2] ?? '', at: match.index + match[0].length });
  const contentOf = (id: string): string => {
    const found = objects.get(id);
    const length = Number(/\/Length (\d+)/.exec(found?.head ?? '')?.[1]);
    if (found === undefined || !Number.isSafeInteger(length)) throw new Error(`The PDF has no stream ${id}.`);
    const start = text.indexOf('\n', found.at) + 1;
    const bytes = pdf.subarray(start, start + length);
    return (found.head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
  };
  return [...objects.values()]
    .filter(({ head }) => /\/Type\s*\/Page\b/.test(head))
    .map(({ head }) => {
      const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(head);
      const content = contentOf(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '');
      const count = (pattern: RegExp) => [...content.matchAll(pattern)].length;
      return {
        size: [Number(box?.[1]), Number(box?.[2])] as const,
        texts: count(/(?<=[\s)>\]])T[jJ](?=\s|$)/g),
        shapes: count(/(?<=\s)(?:f\*?|F|S|s|B\*?|b\*?)(?=\s|$)/g),
      };
    });
}
