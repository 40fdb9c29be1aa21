// Runs a file of the project on the project's own Node: node src/cli/run.mjs src/cli/describe.ts …
// Plain JavaScript on purpose: it runs before anything is installed, on whatever Node the reader has.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [file, ...rest] = process.argv.slice(2);

function fail(sentence) {
  console.error(sentence);
  process.exit(2);
}

if (!existsSync(`${root}node_modules/node/package.json`))
  fail('The packages that this project stands on are not installed yet. Install them with: npm ci');

const { version } = JSON.parse(readFileSync(`${root}node_modules/node/package.json`, 'utf8'));
if (process.versions.node === version) {
  process.argv.splice(1, 2, `${root}${file}`);
  await import(pathToFileURL(`${root}${file}`).href);
} else {
  const own = `${root}node_modules/node/bin/node`;
  const { status, error } = spawnSync(own, [`${root}${file}`, ...rest], { stdio: 'inherit' });
  if (error)
    fail(
      `Node ${version}, which this project runs on, is not there. Fetch it with: npm rebuild node --ignore-scripts=false`,
    );
  process.exit(status ?? 1);
}
