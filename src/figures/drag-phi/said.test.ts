import { expect, it } from 'vitest';
import { longest, note, pointReading, source } from '../../words/en/figures/drag-phi.ts';
import { layoutCharts } from './chart-layout.ts';

const choices = (['imagenet', 'coco'] as const).flatMap((task) =>
  (['multiplyAdds', 'flops'] as const).flatMap((unit) =>
    (['cost', 'parameters', 'latency'] as const).flatMap((measure) =>
      (['latest', 'earlier'] as const).map((edition) => ({ task, unit, measure, edition })),
    ),
  ),
);

it('keeps room for the longest text of each kind', () => {
  for (const choice of choices) {
    const layout = layoutCharts(choice).wide;
    const { task, edition, measure } = choice;
    expect(note(task, measure, layout).length).toBeLessThan(longest.note.length);
    expect(source(task, edition, measure, layout.points).length).toBeLessThan(longest.source.length);
    for (const point of [undefined, ...layout.points])
      expect(pointReading(point, task).length).toBeLessThan(longest.reading.length);
  }
});

it('says how the guide was made, and what is missing', () => {
  const [first] = choices;
  expect(note(first!.task, first!.measure, layoutCharts(first!).wide)).toMatch(
    /fit to the 8 published points of EfficientNet, off by at most 0\.\d\d points; .* No cost was published for GPipe\.$/,
  );
  const time = { ...first!, measure: 'latency' as const };
  expect(note(time.task, time.measure, layoutCharts(time).wide)).toMatch(/^Time does not follow from φ/);
});
