// Serves the built site: `npm start`, `npm run site`, or `node src/cli/serve.ts [--port 4321] [--lan] [--base /some/prefix/] [--build]`.
// --lan: also to other machines in the local network. --build: builds it first.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { lackingOverHttp } from '../words/en/plain-http.ts';
import { buildSite, builtSite } from './build-site.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { localAddresses, qrLines } from './serve/lan.ts';
import { listen, portOf } from './serve/listen.ts';
import { staticServer } from './static-server.ts';

const usualPort = 4321;
const options = {
  port: { type: 'string' },
  base: { type: 'string' },
  lan: { type: 'boolean' },
  build: { type: 'boolean' },
} as const;

/** What a reader in the local network is to know, line by line. */
function lanLines(port: number, base: string): string[] {
  const addresses = localAddresses().map((address) => `http://${address}:${port}${base}`);
  const [first] = addresses;
  if (first === undefined)
    return ['This machine is in no network that others could reach it by: only it can read the site.'];
  return [
    'In the local network:',
    ...addresses.map((address) => `  ${address}`),
    '',
    ...qrLines(first),
    '',
    'Everything works there but what browsers keep for https:',
    ...lackingOverHttp.map((each) => `  · ${each}`),
    'If nobody reaches it, this machine’s firewall or the network keeps machines apart.',
  ];
}

await complain(async () => {
  const { values } = commandLine('serve', options, 0);
  const fromShell = process.env.PORT;
  const asked =
    values.port !== undefined
      ? portOf(values.port, '--port')
      : fromShell === undefined
        ? undefined
        : portOf(fromShell, 'PORT');
  const base = `/${(values.base ?? '/').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
  const host = values.lan ? '0.0.0.0' : '127.0.0.1';
  if (values.build) {
    // A port that is taken is told before anybody waits for the site to be built.
    const probe = createServer();
    await listen(probe, { asked, usual: usualPort, host });
    await new Promise((resolve) => probe.close(resolve));
    buildSite();
  }
  if (!existsSync(builtSite))
    throw new Complaint(
      'There is no dist/ to serve yet: run "npm run build" first, or "npm start", which does both.',
    );
  const server = await staticServer({ root: builtSite, base });
  const port = await listen(server, { asked, usual: usualPort, host });
  if (asked === undefined && port !== usualPort)
    console.log(`Port ${usualPort} is taken by another program; this is the next free one.`);
  console.log(`Phiscope is at http://localhost:${port}${base === '/' ? '' : base}`);
  if (values.lan) for (const line of lanLines(port, base)) console.log(line);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
});
