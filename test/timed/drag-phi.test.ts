import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openDragPhi, placeOf } from '../browser/drag-phi-page.ts';
import { openedSite } from '../browser/opened-site.ts';
import { medianScript } from './script-time.ts';

const opened = openedSite();

/** The φ at which a released network's name stands. */
async function phiOf(figure: Locator, name: string): Promise<number> {
  const label = await figure
    .getByRole('button', { name: `${name}: costs as much as φ` })
    .getAttribute('aria-label');
  return Number(label!.split('φ = ')[1]!.replace('−', '-'));
}

describe('a step of a drag', () => {
  // Other programs of the machine can only slow a round down, so the fastest of at most so many counts.
  const rounds = 8;
  const limit = { full: 4, quarter: 16 };
  test.for([
    ['B7', ''],
    ['D7', 'net:det,phi:5'],
  ] as const)(
    'at %s takes at most 4 ms of script, and 16 ms where the processor runs at a quarter',
    { timeout: 240_000 },
    async ([name, fields]) => {
      const { page, knob, figure } = await openDragPhi(opened, fields);
      const at = await placeOf(knob, await phiOf(figure, name));
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      // 60 places within 30 px of it, each next one far from the last.
      const xs = Array.from({ length: 60 }, (_, step) => at.x - 30 + ((step * 37) % 60));
      const best = { full: Number.POSITIVE_INFINITY, quarter: Number.POSITIVE_INFINITY };
      for (let round = 0; round < rounds; round++) {
        if (best.full <= limit.full && best.quarter <= limit.quarter) break;
        best.full = Math.min(best.full, await medianScript(page, { xs, y: at.y }, 1));
        best.quarter = Math.min(best.quarter, await medianScript(page, { xs, y: at.y }, 4));
      }
      await page.mouse.up();
      // What was measured is script at all: a step cannot be free, and a quarter of the speed must show.
      expect(best.full).toBeGreaterThan(0.1);
      expect(best.quarter).toBeGreaterThan(1.5 * best.full);
      expect(best.full).toBeLessThanOrEqual(limit.full);
      expect(best.quarter).toBeLessThanOrEqual(limit.quarter);
      await page.close();
    },
  );
});
