import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';
import { type HeaderRule, headersFor, parseHeadersFile } from './headers-file.ts';
import { Zipped } from './zipped.ts';

const mediaTypes: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.onnx': 'application/octet-stream',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.safetensors': 'application/octet-stream',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

export interface StaticServerOptions {
  /** The folder to serve, as built. Its `_headers`, if there is one, are sent. */
  root: string;
  /** A path to serve it under, such as `/some/prefix/`; `/` unless told. */
  base?: string;
  /** Whether to send what `_headers` says, as hosts do that know such a file; true unless told. */
  headers?: boolean;
}

/** Media types that gain by compression; pictures, fonts and weights do not. */
const compressible = /^(text\/|image\/svg|application\/(json|xml|wasm|manifest))/;

/** A server for a built site: files, `index.html` of a folder, 404.html for the rest. GET and HEAD only. */
export async function staticServer({
  root,
  base = '/',
  headers = true,
}: StaticServerOptions): Promise<Server> {
  const rules = headers ? await readRules(root) : [];
  const zipped = new Zipped();
  return createServer(async (request, response) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD' }).end();
        return;
      }
      const path = pathOf(request.url ?? '/', base);
      const found = path === undefined ? undefined : await fileAt(root, path);
      if (found === 'folder') {
        const query = /\?.*$/.exec(request.url ?? '')?.[0] ?? '';
        response.writeHead(308, { location: `${base}${path?.slice(1)}/${query}` }).end();
        return;
      }
      const file = found ?? (await fileAt(root, '/404.html'));
      if (!file) {
        response
          .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
          .end('There is no such page.\n');
        return;
      }
      for (const [name, value] of headersFor(rules, found ? (path ?? '/') : '/404.html')) {
        response.setHeader(name, value);
      }
      const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
      await send(response, file, found ? 200 : 404, {
        headOnly: request.method === 'HEAD',
        zipped: gzip ? zipped : undefined,
      });
    } catch (error) {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(
        `The server could not answer: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
  });
}

async function readRules(root: string): Promise<HeaderRule[]> {
  try {
    return parseHeadersFile(await readFile(join(root, '_headers'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The decoded path below `base`, or undefined where the address is not one of ours. */
function pathOf(url: string, base: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/, ''));
    if (!path.startsWith(base) || path.includes('\0')) return undefined;
    const below = normalize(`/${path.slice(base.length)}`);
    return below.startsWith('/..') ? undefined : below;
  } catch {
    return undefined;
  }
}

async function fileAt(root: string, path: string): Promise<string | 'folder' | undefined> {
  const file = join(root, path.endsWith('/') ? `${path}index.html` : path);
  const kind = await stat(file).catch(() => undefined);
  if (kind?.isFile()) return file;
  const page = kind?.isDirectory() ? await stat(join(file, 'index.html')).catch(() => undefined) : undefined;
  return page?.isFile() ? 'folder' : undefined;
}

async function send(
  response: ServerResponse,
  file: string,
  status: number,
  { headOnly, zipped }: { headOnly: boolean; zipped: Zipped | undefined },
): Promise<void> {
  const size = (await stat(file).catch(() => undefined))?.size;
  if (size === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such file.\n');
    return;
  }
  const type = mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream';
  const compressed = zipped !== undefined && compressible.test(type);
  response.setHeader('content-type', type);
  response.setHeader('vary', 'accept-encoding');
  if (compressed) response.setHeader('content-encoding', 'gzip');
  else response.setHeader('content-length', size);
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-cache');
  if (headOnly) {
    response.writeHead(status).end();
    return;
  }
  const known = compressed ? await zipped.of(file) : undefined;
  response.writeHead(status);
  if (known !== undefined) {
    response.end(known);
    return;
  }
  const bytes = createReadStream(file).on('error', () => response.destroy());
  if (compressed) bytes.pipe(createGzip()).pipe(response);
  else bytes.pipe(response);
}
