// Serves the built site: `npm run site`, or `node src/cli/serve.ts [--port 4321] [--base /some/prefix/]`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { staticServer } from './static-server.ts';

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

const { values } = parseArgs({
  options: { port: { type: 'string' }, base: { type: 'string', default: '/' } },
});
const port = Number(values.port ?? process.env.PORT ?? 4321);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  fail(`The port must be a whole number from 1 to 65535; "${values.port ?? process.env.PORT}" is none.`);
}
const base = `/${values.base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');

const root = fileURLToPath(new URL('../../dist/', import.meta.url));
if (!existsSync(root))
  fail('There is no dist/ to serve yet: run "npm run build" first, or "npm start", which does both.');

const server = await staticServer({ root, base });
server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') {
    fail(
      `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  fail(`The server could not start: ${error.message}`);
});
server.listen(port, () => console.log(`Phiscope is at http://localhost:${port}${base === '/' ? '' : base}`));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
