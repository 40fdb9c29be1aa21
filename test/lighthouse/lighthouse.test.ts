import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Site, serveSite } from '../browser/site.ts';
import { audit, type Score } from './audit.ts';
import { auditedPages } from './pages.ts';

const categories = ['accessibility', 'best-practices', 'seo'] as const;
const bound = 0.98;

let site: Site;

beforeAll(async () => {
  site = await serveSite();
});

afterAll(async () => {
  await site?.close();
});

describe.for(auditedPages())('page /%s', (path) => {
  let scores: Record<(typeof categories)[number], Score>;

  beforeAll(async () => {
    scores = await audit(site.url + path, categories);
  });

  test.for(categories)('%s is at least 0.98', (category, { expect }) => {
    const { score, lost } = scores[category];
    expect(score, lost.join('\n')).toBeGreaterThanOrEqual(bound);
  });
});
