// npm run package [-- --out FILE]: builds the site and writes it as one zip, which any static server serves and which reads from files.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { filesIn } from '../build/site-files.ts';
import { buildSite, builtSite } from './build-site.ts';
import { commandLine } from './command-line.ts';
import { complain } from './complaint.ts';
import { packedSite } from './package/packed-site.ts';
import { zipped } from './package/zip.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

await complain(() => {
  const { values } = commandLine('package', { out: { type: 'string' } }, 0);
  const { name, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const folder = `${name}-${version}`;
  const path = values.out ?? `${folder}.zip`;
  buildSite();
  const files = packedSite(filesIn(builtSite), { licence: readFileSync(`${root}LICENSE`), version });
  const bytes = zipped(files, folder);
  writeFileSync(path, bytes);
  const count = (value: number) => value.toLocaleString('en-US');
  console.log(`${path}: ${count(bytes.length)} bytes, ${count(files.size)} files`);
});
