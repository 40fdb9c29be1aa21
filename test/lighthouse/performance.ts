// Lighthouse's scores of each audited page: performance as the median of five runs, which gates nothing, since it swings with
// whatever else the machine does; the others from one run, and below 0.98 they fail. Run with: npm run lighthouse
import { serveSite } from '../browser/site.ts';
import { audit, categories } from './audit.ts';
import { auditedPages } from './pages.ts';

const runs = 5;
const bound = 0.98;
const site = await serveSite();
const rows: Record<string, string | number>[] = [];
for (const path of auditedPages()) {
  const url = site.url + path;
  const all = await audit(url, categories);
  const scores = [all.performance.score];
  while (scores.length < runs) scores.push((await audit(url, ['performance'])).performance.score);
  scores.sort((a, b) => a - b);
  const [lowest, , median, , highest] = scores;
  const held = categories.filter((name) => name !== 'performance');
  const others = Object.fromEntries(held.map((name) => [name, all[name].score]));
  rows.push({ page: `/${path}`, median: median ?? 0, lowest: lowest ?? 0, highest: highest ?? 0, ...others });
  for (const name of held) {
    if (all[name].score >= bound) continue;
    console.error(`/${path}: ${name} is below ${bound}\n${all[name].lost.join('\n')}`);
    process.exitCode = 1;
  }
}
await site.close();
console.table(rows);
