// Lighthouse's performance score of each audited page, the median of five runs. It gates nothing: the score
// swings with whatever else the machine does. Run with: npm run lighthouse
import { serveSite } from '../browser/site.ts';
import { audit } from './audit.ts';
import { auditedPages } from './pages.ts';

const runs = 5;
const site = await serveSite();
const rows: Record<string, string | number>[] = [];
for (const path of auditedPages()) {
  const scores: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    scores.push((await audit(site.url + path, ['performance'])).performance.score);
  }
  scores.sort((a, b) => a - b);
  const [lowest, , median, , highest] = scores;
  rows.push({ page: `/${path}`, median: median ?? 0, lowest: lowest ?? 0, highest: highest ?? 0 });
}
await site.close();
console.table(rows);
