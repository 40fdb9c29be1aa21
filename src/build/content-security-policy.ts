import { catalogueHosts } from '../../models/checkpoints/catalogue.ts';

/**
 * The one description of what a page of this site may do. The build writes it into every page (as a meta
 * element, with the hashes of that page's inline scripts) and into dist/_headers.
 */

/**
 * Hosts that a page may fetch data from besides its own: those of the published checkpoints, and only at a reader's click.
 * Nothing of the reader's is sent to them but the request.
 */
const dataHosts: readonly string[] = catalogueHosts().map((host) => `https://${host}`);

export interface InlineHashes {
  /** `'sha256-…'` of every inline script of the page, in document order. */
  scripts: readonly string[];
  /** `'sha256-…'` of every inline style element of the page. */
  styles: readonly string[];
}

/** The policy of one page, as the value of a Content-Security-Policy header or meta element. */
export function pagePolicy({ scripts, styles }: InlineHashes, hosts = dataHosts): string {
  return serialise([
    ['default-src', ["'none'"]],
    // 'wasm-unsafe-eval' compiles WebAssembly (the engine's fallback) and nothing else: no eval of script text.
    ['script-src', ["'self'", ...scripts, "'wasm-unsafe-eval'"]],
    ['style-src', ["'self'", ...styles]],
    // KaTeX and server-rendered drawings place their parts by style attributes, written at build time.
    // Attributes only: style elements and sheets from elsewhere stay refused.
    ['style-src-attr', ["'unsafe-inline'"]],
    ['img-src', ["'self'", 'blob:', 'data:']],
    ['media-src', ["'self'", 'blob:']],
    ['font-src', ["'self'"]],
    ['connect-src', ["'self'", ...hosts]],
    ['worker-src', ["'self'", 'blob:']],
    // The page on which links for a class are made shows the figure that it is about.
    ['frame-src', ["'self'"]],
    ['manifest-src', ["'self'"]],
    ['form-action', ["'none'"]],
    ['base-uri', ["'none'"]],
  ]);
}

/** The policy of a script file: a worker obeys the header of its own file, not that of the page. */
export function workerPolicy(hosts = dataHosts): string {
  return serialise([
    ['default-src', ["'none'"]],
    ['script-src', ["'self'", "'wasm-unsafe-eval'"]],
    ['connect-src', ["'self'", ...hosts]],
    ['img-src', ["'self'", 'blob:', 'data:']],
  ]);
}

/** The same policy with the rule on framing, which browsers read from a header only. */
export function framed(policy: string, ancestors: "'none'" | '*'): string {
  return `${policy}; frame-ancestors ${ancestors}`;
}

function serialise(directives: [name: string, sources: string[]][]): string {
  return directives.map(([name, sources]) => `${name} ${sources.join(' ')}`).join('; ');
}
