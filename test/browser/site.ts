import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { staticServer } from '../../src/cli/static-server.ts';
import { root } from '../steps/command.ts';

/** The folder of the built site. */
export const builtSite = join(root, 'dist');

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
  /** Whether to follow the folder's `_headers` file, as hosts do that know it; true unless told. */
  readonly headers?: boolean;
  /** Whether browsers keep the files that are named after what is in them, whatever the `_headers` file says or is not asked; false unless told. */
  readonly lasting?: boolean;
}

/** Serves a folder on a free port of this machine, with the server that readers start. */
export async function serveSite({
  folder = builtSite,
  base = '/',
  headers = true,
  lasting = false,
}: SiteOptions = {}): Promise<Site> {
  const server = await staticServer({ root: folder, base, headers });
  if (lasting)
    server.prependListener('request', ({ url }, response) => {
      if (url?.startsWith(`${base}_astro/`))
        response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${base}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
