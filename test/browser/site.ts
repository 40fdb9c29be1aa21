import { readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../steps/command.ts';
import { type HeaderRule, headersFor, parseHeaders } from './headers-file.ts';

/** A folder that is being served. */
export interface Site {
  /** The address of its first page, with a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** How to serve a folder. */
export interface SiteOptions {
  /** The folder; the built site where none is named. */
  readonly folder?: string;
  /** The path under which it is served, with a slash at both ends. */
  readonly base?: string;
  /** Whether to follow the folder's `_headers` file, as hosts do that know it. */
  readonly headers?: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};
const compressed = /^(text\/|application\/(json|xml|wasm|manifest)|image\/svg)/;

/** Serves a folder on a free port of this machine, as any static server would. */
export async function serveSite(options: SiteOptions = {}): Promise<Site> {
  const { folder = join(root, 'dist'), base = '/', headers = true } = options;
  const rules = headers ? readHeaderRules(folder) : [];
  const server = createServer((request, response) => {
    const { status, headers, body } = replyTo(request, folder, base, rules);
    response.writeHead(status, [...headers, ['content-length', String(body.length)]].flat()).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readHeaderRules(folder: string): HeaderRule[] {
  const file = join(folder, '_headers');
  return isFile(file) ? parseHeaders(readFileSync(file, 'utf8')) : [];
}

/** What a request gets back. */
interface Reply {
  readonly status: number;
  readonly headers: Map<string, string>;
  readonly body: Buffer;
}

function replyTo(
  request: IncomingMessage,
  folder: string,
  base: string,
  rules: readonly HeaderRule[],
): Reply {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  if (!pathname.startsWith(base)) {
    return { status: 404, headers: new Map(), body: Buffer.from('Outside the site.') };
  }
  const path = `/${decodeURIComponent(pathname.slice(base.length))}`;
  const headers = headersFor(rules, path);
  const file = join(folder, normalize(path));
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory() && !pathname.endsWith('/')) {
    return { status: 301, headers: headers.set('location', `${pathname}/${search}`), body: Buffer.alloc(0) };
  }
  const wanted = found?.isDirectory() ? join(file, 'index.html') : file;
  const status = isFile(wanted) ? 200 : 404;
  const served = status === 200 ? wanted : join(folder, '404.html');
  const type = types[extname(served)] ?? 'application/octet-stream';
  headers.set('content-type', type);
  const body = isFile(served) ? readFileSync(served) : Buffer.from('Not found.');
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) && compressed.test(type);
  return gzip
    ? { status, headers: headers.set('content-encoding', 'gzip'), body: gzipSync(body) }
    : { status, headers, body };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
