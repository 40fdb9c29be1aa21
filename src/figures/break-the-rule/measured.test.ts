import { describe, expect, it } from 'vitest';
import { cost } from '../../../models/operators/cost.ts';
import { studyGraph } from '../../../models/study/graph.ts';
import { measuredNetworks } from '../../../models/study/measured.ts';
import { madeUpFamily, madeUpGrid } from '../../../test/study/made-up.ts';
import { key } from '../../words/en/figures/break-the-rule-measured.ts';
import { measuredTable, ofThisFigure, scaledBase } from './measured.ts';
import { layoutMeasured } from './measured-chart.ts';

const measured = measuredNetworks([...madeUpFamily, ...madeUpGrid]);
const still = scaledBase({ depth: 1.4, width: 1.2, resolution: 1.3 }, measured);

describe.each(['wide', 'narrow'] as const)('the chart of our own networks, %s', (size) => {
  const chart = layoutMeasured(measured, still, size);

  it('has every network of one knob or of the rule once, each within the plot, with its seeds', () => {
    const names = ofThisFigure(measured).map(({ network }) => network.name);
    expect(names).toHaveLength(15);
    expect(chart.points.map(({ id }) => id).toSorted()).toEqual(names.toSorted());
    for (const { x, y, bar } of chart.points) {
      expect(x).toBeGreaterThan(chart.plot.left);
      expect(x).toBeLessThan(chart.plot.right);
      for (const up of [y, bar!.y1, bar!.y2]) {
        expect(up).toBeGreaterThan(chart.plot.top);
        expect(up).toBeLessThan(chart.plot.bottom);
      }
      expect(bar!.y1).toBeGreaterThan(bar!.y2);
    }
  });

  it('joins steps of one knob, and draws no bar where there is one seed', () => {
    expect(chart.lines.map(({ key }) => key)).toEqual(['depth', 'width', 'resolution', 'phi']);
    const once = measuredNetworks(
      madeUpFamily.filter(({ name, seed }) => seed === 1 && !name.startsWith('width')),
    );
    const sparse = layoutMeasured(once, scaledBase({ depth: 1, width: 1, resolution: 1 }, once), size);
    expect(sparse.points.filter(({ bar }) => bar)).toEqual([]);
    expect(sparse.lines.map(({ key }) => key)).toEqual(['depth', 'resolution', 'phi']);
  });

  it('names the base and most of the others', () => {
    expect(chart.labels.some(({ id }) => id === 'base')).toBe(true);
    expect(chart.labels.length).toBeGreaterThanOrEqual(12);
  });
});

describe('the reader’s factors on our base', () => {
  it('are counted exactly', () => {
    const knobs = { depth: 1.4, width: 0.25 * 1.2, resolution: Math.round(48 * 1.3) };
    expect(still).toEqual({
      multiplyAdds: cost(studyGraph({ name: 'own', knobs }, 'whole')).multiplyAdds,
      measured: undefined,
    });
    const chart = layoutMeasured(measured, still, 'wide');
    expect([chart.marker, chart.ring]).toEqual([expect.any(Number), undefined]);
  });

  it('are a point where that network was trained', () => {
    const own = scaledBase({ depth: 2, width: 1, resolution: 1 }, measured);
    expect(own.measured?.network.name).toBe('depth-2');
    const chart = layoutMeasured(measured, own, 'wide');
    const { x, y } = chart.points.find(({ id }) => id === 'depth-2')!;
    expect([chart.marker, chart.ring]).toEqual([undefined, { x, y }]);
    expect(scaledBase({ depth: 1, width: 1, resolution: 1 }, measured).measured?.network.name).toBe('base');
  });

  it('are left out of the drawing where they cost more than it shows', () => {
    const own = scaledBase({ depth: 4, width: 5, resolution: 2.5 }, measured);
    expect(layoutMeasured(measured, own, 'wide').marker).toBe(undefined);
  });
});

it('the key tells of the series that there are, and of bars where there are any', () => {
  expect(key(['depth', 'phi'], false)).toMatch(
    /^Triangles: depth alone; diamonds: [^.]*\. A line joins [^.;]*\.$/,
  );
  expect(key(['width'], true)).toMatch(/^Squares: width alone\..*bar is what several seeds reached\.$/);
});

it('the table has every network with its seeds', () => {
  const { rows, columns } = measuredTable(measured);
  expect(rows).toHaveLength(15);
  for (const row of rows) expect(row).toHaveLength(columns.length);
  expect(rows.find(([name]) => name === 'depth 2')).toEqual([
    ...['depth 2', 2, 0.25, 48],
    ...[expect.any(Number), expect.any(Number), 63, 62.8, 63.2, 2],
  ]);
});
