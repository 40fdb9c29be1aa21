import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Complaint } from './complaint.ts';

/**
 * Fetches a package's archive into an empty folder and returns its path. Packed, not installed: as a dependency it would bring what it
 * stands on along. Throws `Complaint` where npm cannot; why is npm's own message, above.
 *
 * @param wanted name and version: `openmoji@1.2.29`
 */
export function npmPack(wanted: string, folder: string): string {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['pack', '--silent', wanted], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const archive = status === 0 ? readdirSync(folder).find((file) => file.endsWith('.tgz')) : undefined;
  if (archive === undefined)
    throw new Complaint(
      `“npm pack ${wanted}” did not bring the package. It needs npm and a connection to its registry; nothing was changed.`,
    );
  return join(folder, archive);
}
