import { expect, test } from 'vitest';
import { defaultView } from '../../parts/shell/schema.ts';
import { sentence } from '../../words/en/figures/head-bill.ts';
import { headBars, windowOn } from './logic.ts';
import { headBillSchema } from './view.ts';

const usual = defaultView(headBillSchema);

test('a bar is what is paid once and what all regions cost; the longest is full', () => {
  for (const regions of [0, 1, 300, 1000])
    for (const measure of ['multiplyAdds', 'memory'] as const) {
      const bars = headBars({ ...usual, regions, measure });
      expect(Math.max(...bars.map((bar) => bar.onceShare + bar.regionsShare))).toBeCloseTo(1, 12);
      for (const { once, forRegions, total, perRegion } of bars) {
        expect(total).toBe(once + forRegions);
        expect(forRegions).toBe(measure === 'memory' ? 0 : regions * perRegion);
      }
    }
});

test('the title holds: Faster R-CNN grows with regions, R-FCN pays none, its map is the largest of those with bins', () => {
  const few = headBars({ ...usual, regions: 10 });
  const many = headBars({ ...usual, regions: 1000 });
  const total = (bars: typeof few, id: string) => bars.find((bar) => bar.id === id)!.total;
  expect(total(many, 'faster')).toBe(100 * total(few, 'faster'));
  expect(total(many, 'rfcn')).toBe(total(few, 'rfcn'));
  const maps = headBars({ ...usual, measure: 'memory' });
  expect(total(maps, 'rfcn') / total(maps, 'lightL')).toBeGreaterThan(8);
});

test('the kernel changes Light-Heads alone', () => {
  const [full, small] = [headBars(usual), headBars({ ...usual, kernel: '3' })];
  full.forEach((bar, i) => {
    const changes = bar.id === 'lightL' || bar.id === 'lightS';
    expect(small[i]!.once === bar.once).toBe(!changes);
  });
});

test('the window lies around one cell, its strips inside it', () => {
  const { square, tall, broad } = windowOn([50, 84], 15);
  expect(square).toEqual({ x: 35, y: 18, width: 15, height: 15 });
  expect(tall).toEqual({ x: 42, y: 18, width: 1, height: 15 });
  expect(broad).toEqual({ x: 35, y: 25, width: 15, height: 1 });
});

test('what is said', () => {
  expect(sentence({ ...usual, regions: 0 }, headBars({ ...usual, regions: 0 }))).toMatch(/^No region/);
  expect(sentence(usual, headBars(usual))).toMatch(/^300 regions: .*Faster R-CNN.*Light-Head R-CNN/);
});
