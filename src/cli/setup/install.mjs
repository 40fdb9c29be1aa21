// Installs the locked packages when they are missing or the lock file has changed since.
// Plain JavaScript on purpose: it runs before anything is installed, on whatever Node the reader has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const stamp = `${root}node_modules/.installed-lock`;
const lock = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing the packages this site is built from (about a minute) …');
  if (!npm('ci', '--loglevel=error')) {
    console.error('The packages could not be installed: npm ci failed, its message stands above.');
    process.exit(1);
  }
  bringOwnNode();
  writeFileSync(stamp, lock);
}

/** Runs npm, the same one that runs this script where there is one. */
function npm(...parameters) {
  const path = process.env.npm_execpath;
  const [command, first] = path ? [process.execPath, [path]] : ['npm', []];
  return spawnSync(command, [...first, ...parameters], { cwd: root, stdio: 'inherit' }).status === 0;
}

/**
 * The project runs on a Node of its own, which its package fetches in an install script. Where npm is set to run no
 * such scripts, this one is run by itself.
 */
function bringOwnNode() {
  const { version } = JSON.parse(readFileSync(`${root}node_modules/node/package.json`, 'utf8'));
  const isThere = () =>
    spawnSync(`${root}node_modules/node/bin/node`, ['--version'], { encoding: 'utf8' }).stdout?.trim() ===
    `v${version}`;
  if (isThere()) return;
  console.log(`Fetching Node ${version}, which this project runs on …`);
  npm('rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
  if (isThere()) return;
  console.error(
    `Node ${version}, which this project runs on, could not be fetched. Its npm package (node) does that in an ` +
      'install script; see why it fails with: npm rebuild node --ignore-scripts=false --foreground-scripts',
  );
  process.exit(1);
}
