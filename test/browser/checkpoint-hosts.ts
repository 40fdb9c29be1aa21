import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CatalogueEntry } from '../../models/checkpoints/catalogue.ts';

const fixtures = new URL('../fixtures/checkpoints/', import.meta.url);

/** A file of the fixtures. */
export const fixture = (name: string): Buffer => readFileSync(new URL(name, fixtures));

/** How a host behaves for the files under the first part of their path. */
export type Manner =
  | 'good'
  /** The connection breaks after a third. */
  | 'truncated'
  /** Ends after a third without an error, as if that were all. */
  | 'short'
  | 'long'
  | 'wrong-byte'
  /** A few kilobytes at a time, with pauses. */
  | 'slow'
  | 'missing'
  | 'no-cross-origin'
  /** Sends everything, whatever part was asked for. */
  | 'ignores-ranges';

/** One request as the host saw it. */
export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
  /** Bytes of content that were handed to the connection. */
  sent: number;
}

/** A local server that plays the hosts of published checkpoints: `<manner>/<path of a fixture>`. */
export class CheckpointHosts {
  readonly asked: Asked[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  /** How often a broken connection is to break; afterwards the manner is good. */
  breaks = Number.POSITIVE_INFINITY;

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  address(manner: Manner, name: string): string {
    return `${this.origin}/${manner}/resolve/${name}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, manner = '', kind, ...rest] = (request.url ?? '').split('/');
    const range = request.headers.range;
    const asked: Asked = { path: request.url ?? '', range, sent: 0 };
    this.asked.push(asked);
    response.on('error', () => {});
    if (manner !== 'no-cross-origin') response.setHeader('Access-Control-Allow-Origin', '*');
    if (manner === 'missing') return void response.writeHead(404).end();
    const content = fixture(rest.join('/'));
    if (kind === 'raw') return void response.end(pointerOf(content));
    const body = manner === 'wrong-byte' ? altered(content) : manner === 'long' ? longer(content) : content;
    const start = manner === 'ignores-ranges' ? 0 : Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    if (start > 0 && start >= body.length) return void response.writeHead(416).end();
    const part = body.subarray(start);
    const breaks = (manner === 'truncated' || manner === 'ignores-ranges') && this.breaks-- > 0;
    const ends = manner === 'short';
    const shown = breaks || ends ? part.subarray(0, Math.floor(part.length / 3)) : part;
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Length': ends ? shown.length : part.length,
      ...(start > 0 && { 'Content-Range': `bytes ${start}-${body.length - 1}/${body.length}` }),
    };
    response.writeHead(start > 0 ? 206 : 200, headers);
    if (request.method === 'HEAD') return void response.end();
    const pieces = manner === 'slow' ? shown.length / 16 : 65_536;
    for (let at = 0; at < shown.length && !response.destroyed; at += pieces) {
      const piece = shown.subarray(at, at + pieces);
      response.write(piece);
      asked.sent += piece.length;
      if (manner === 'slow') await new Promise((resolve) => setTimeout(resolve, 200));
    }
    if (breaks) {
      // What was written has to leave this machine before the connection ends.
      await new Promise((resolve) => setTimeout(resolve, 400));
      response.destroy();
    } else response.end();
  }
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const pointerOf = (content: Buffer) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(content)}\nsize ${content.length}\n`;

function altered(content: Buffer): Buffer {
  const copy = Buffer.from(content);
  copy[copy.length >> 1]! ^= 1;
  return copy;
}

const longer = (content: Buffer) => Buffer.concat([content, Buffer.alloc(1)]);

/** How an entry tells the hash of its files. */
export type Told = 'sha256' | 'git-blob' | 'pointer';

/** An entry of the catalogue whose files these hosts serve: one of the fixtures. */
export function entryOf(
  hosts: CheckpointHosts,
  manner: Manner,
  names: readonly string[],
  more: Partial<CatalogueEntry> = {},
  told: Told = 'sha256',
): CatalogueEntry {
  const files = names.map((name) => {
    const content = fixture(name);
    const url = hosts.address(manner, name);
    if (told === 'pointer') return { url, bytesAbout: content.length };
    const blob = Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]);
    const hash =
      told === 'sha256'
        ? { sha256: sha256(content) }
        : { gitBlobSha1: createHash('sha1').update(blob).digest('hex') };
    return { url, bytes: content.length, ...hash };
  });
  return {
    id: `fixture-${manner}`,
    title: 'the small EfficientNet',
    network: 'efficientnet',
    task: 'classification',
    format: 'safetensors',
    naming: 'timm',
    classes: 10,
    labels: 'imagenet',
    input: {
      height: 64,
      width: 64,
      mean: [0.485, 0.456, 0.406],
      std: [0.229, 0.224, 0.225],
      cropFraction: 0.875,
      interpolation: 'bicubic',
    },
    files,
    revision: null,
    licence: null,
    accuracy: null,
    source: hosts.origin,
    ...more,
  };
}
