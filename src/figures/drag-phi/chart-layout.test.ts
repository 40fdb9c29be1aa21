import { describe, expect, it } from 'vitest';
import { fittedAccuracy } from '../../../models/facts/accuracy-fit.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { overlaps } from '../../parts/charts/label-placement.ts';
import { layoutCharts, type PublishedChoice } from './chart-layout.ts';
import { publishedPoints } from './published-points.ts';

const layoutChart = (choice: PublishedChoice, size: DrawingSize) => layoutCharts(choice)[size];

const choices: PublishedChoice[] = (['imagenet', 'coco'] as const).flatMap((task) =>
  (['multiplyAdds', 'flops'] as const).flatMap((unit) =>
    (['cost', 'parameters', 'latency'] as const).flatMap((measure) =>
      (['latest', 'earlier'] as const).map((edition) => ({ task, unit, measure, edition })),
    ),
  ),
);

describe.each(choices)('the chart of $task by $measure in $unit, $edition numbers', (choice) => {
  it.each(['wide', 'narrow'] as const)('names points without collisions, %s', (size) => {
    const { labels, points, plot, width, radius } = layoutChart(choice, size);
    for (const [index, label] of labels.entries()) {
      for (const other of labels.slice(index + 1))
        expect(overlaps(label.box, other.box), `${label.text} on ${other.text}`).toBe(false);
      for (const point of points) {
        const mark = {
          left: point.x - radius,
          right: point.x + radius,
          top: point.y - radius,
          bottom: point.y + radius,
        };
        expect(overlaps(label.box, mark), `${label.text} on the dot of ${point.name}`).toBe(false);
      }
      expect(label.box.right).toBeLessThanOrEqual(width);
    }
    for (const point of points) {
      expect(point.x).toBeGreaterThanOrEqual(plot.left);
      expect(point.x).toBeLessThanOrEqual(plot.right);
      expect(point.y).toBeGreaterThan(plot.top);
      expect(point.y).toBeLessThan(plot.bottom);
    }
    expect(
      points.filter((point) => !labels.some((label) => label.id === point.id)).map((p) => p.name),
    ).toEqual([]);
  });
});

it('draws every network of the tables that has a cost', () => {
  const { points, missing } = layoutChart(
    { task: 'imagenet', unit: 'multiplyAdds', measure: 'cost', edition: 'latest' },
    'wide',
  );
  expect(points).toHaveLength(23);
  expect(missing.map(({ name }) => name)).toEqual(['GPipe']);
  expect(publishedPoints('imagenet', 'latest')).toHaveLength(24);
  expect(publishedPoints('coco', 'latest')).toHaveLength(20);
  expect(publishedPoints('imagenet', 'earlier').find(({ name }) => name === 'B0')?.accuracy).toBe(76.3);
});

it('guides the marker by a fit that stays close to the published points', () => {
  const { fit, points } = layoutChart(
    { task: 'imagenet', unit: 'multiplyAdds', measure: 'cost', edition: 'latest' },
    'wide',
  );
  const own = points.filter((point) => point.own);
  for (const point of own)
    expect(Math.abs(fittedAccuracy(fit!, point.multiplyAdds!.value) - point.accuracy)).toBeLessThanOrEqual(
      fit!.residual,
    );
  expect(fit!.residual).toBeLessThan(0.5);
  expect(fit!.from).toBe(390_000_000);
});
