import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromiumPath, launchFlags } from '../browser/launch.ts';

/** Lighthouse's own command, installed beside this file by `npm run lighthouse`. */
const command = fileURLToPath(new URL('./node_modules/lighthouse/cli/index.js', import.meta.url));

/** The categories of Lighthouse. */
export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof categories)[number];

/** A category's score, 0 to 1, and the audits that cost it points. */
export interface Score {
  readonly score: number;
  readonly lost: string[];
}

interface Report {
  readonly runtimeError?: { readonly message: string };
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly title: string }>>;
  readonly categories: Readonly<
    Record<string, { readonly score: number | null; readonly auditRefs: { id: string; weight: number }[] }>
  >;
}

/** Lets Lighthouse look at a page in a browser of its own. */
export async function audit<Name extends Category>(
  url: string,
  names: readonly Name[],
): Promise<Record<Name, Score>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      command,
      url,
      '--quiet',
      '--output=json',
      `--only-categories=${names.join(',')}`,
      `--chrome-flags=${['--headless=new', ...launchFlags()].join(' ')}`,
    ],
    { env: { ...process.env, CHROME_PATH: chromiumPath() }, maxBuffer: 2 ** 28 },
  );
  const report = JSON.parse(stdout) as Report;
  if (report.runtimeError) throw new Error(`Lighthouse failed on ${url}: ${report.runtimeError.message}`);
  const scores = names.map((name): [Name, Score] => {
    const category = report.categories[name];
    const lost = (category?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (report.audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${id}: ${report.audits[id]?.title}`);
    return [name, { score: category?.score ?? 0, lost }];
  });
  return Object.fromEntries(scores) as Record<Name, Score>;
}
