import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Complaint } from './complaint.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of the built site, with a slash at its end. */
export const builtSite = `${root}dist/`;

/** Builds the site into `builtSite`. Throws `Complaint` where it cannot be built; why stands above, as Astro says it. */
export function buildSite(): void {
  const parameters = [`${root}node_modules/astro/bin/astro.mjs`, 'build'];
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) throw new Complaint('The site could not be built; why stands above.');
}
