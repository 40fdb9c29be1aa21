import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { chromiumPath, launchFlags } from '../browser/launch.ts';

/** A category of Lighthouse. */
export type Category = 'accessibility' | 'best-practices' | 'seo' | 'performance';

/** A category's score, 0 to 1, and the audits that cost it points. */
export interface Score {
  readonly score: number;
  readonly lost: string[];
}

/** Lets Lighthouse look at a page in a browser of its own. */
export async function audit<Name extends Category>(
  url: string,
  categories: readonly Name[],
): Promise<Record<Name, Score>> {
  const chrome = await launch({
    chromePath: chromiumPath(),
    chromeFlags: ['--headless=new', ...launchFlags()],
    logLevel: 'silent',
  });
  try {
    const result = await lighthouse(url, {
      port: chrome.port,
      onlyCategories: [...categories],
      logLevel: 'silent',
    });
    if (!result) throw new Error(`Lighthouse gave no result for ${url}.`);
    const { lhr } = result;
    if (lhr.runtimeError) throw new Error(`Lighthouse failed on ${url}: ${lhr.runtimeError.message}`);
    const scores = categories.map((name): [Name, Score] => {
      const category = lhr.categories[name];
      const lost = (category?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 1)
        .map(({ id }) => `${id}: ${lhr.audits[id]?.title}`);
      return [name, { score: category?.score ?? 0, lost }];
    });
    return Object.fromEntries(scores) as Record<Name, Score>;
  } finally {
    chrome.kill();
  }
}
