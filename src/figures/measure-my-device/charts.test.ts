import { describe, expect, test } from 'vitest';
import { standardCandidates } from '../../../models/facts/candidates.ts';
import { figuresOf } from '../../../models/facts/needs.ts';
import { publishedLatencies } from '../../../models/facts/published-latencies.ts';
import { overlaps } from '../../parts/charts/label-placement.ts';
import type { ChartData } from './chart.ts';
import { latencyChart } from './latency-chart.ts';
import { lesson, publishedLesson, roofSentence } from './lesson.ts';
import type { Measurement } from './logic.ts';
import { rooflineChart } from './roofline-chart.ts';

const chosen = standardCandidates.map((candidate) => ({ candidate, figures: figuresOf(candidate) }));
const published = publishedLatencies();
const before: ChartData = { chosen, measured: [], published, ceilings: null };

/** As if every network took the time of `rule` (milliseconds for multiply-adds), give or take a tenth. */
function measuredBy(rule: (multiplyAdds: number) => number): Measurement[] {
  return chosen.map(({ candidate: { id, label, series }, figures }) => {
    const time = rule(figures.multiplyAdds);
    const { multiplyAdds, bytesMoved, memoryBytes } = figures;
    const runsMs = [0.9, 0.95, 1, 1.05, 1.1].map((factor) => factor * time);
    const where = {
      runsOn: 'WebAssembly · TF.js',
      adapter: 'a test',
      heldBytes: null,
      program: null,
      compileMs: 1,
    };
    return { id, label, series, multiplyAdds, bytesMoved, memoryBytes, runsMs, ...where };
  });
}

/** The places that a straight path joins. */
function placesOn(path: string): readonly (readonly [number, number])[] {
  return path
    .split(/[ML]/)
    .slice(1)
    .map((place) => place.split(',').map(Number) as [number, number]);
}

describe('before anything was measured', () => {
  test('only published latencies are points; GPipe has none, and the roofline only those with a graph', () => {
    expect(latencyChart(before, 'wide').points.map(({ label }) => label)).toEqual(['ResNet-152', 'B1', 'B7']);
    expect(rooflineChart(before, 'wide').points.map(({ label }) => label)).toEqual(['B1', 'B7']);
    expect(rooflineChart(before, 'wide').lines).toEqual([]);
  });

  test('each chosen network has its tick', () => {
    expect(latencyChart(before, 'wide').rug.map(({ id }) => id)).toEqual(
      standardCandidates.map(({ id }) => id),
    );
  });
});

describe.each(['wide', 'narrow'] as const)('%s charts of everything', (size) => {
  const data = {
    ...before,
    measured: measuredBy((multiplyAdds) => (multiplyAdds / 1e8) ** 0.7),
    ceilings: { arithmetic: 5e12, bandwidth: 4e11, dispatch: null },
  };
  test.each([latencyChart, rooflineChart])(
    'points, bars and names stay inside; no name covers another',
    (layOut) => {
      const { points, labels, plot, lines, rug } = layOut(data, size);
      expect(rug).toEqual([]);
      expect(points.filter(({ bar }) => bar).length).toBe(chosen.length);
      for (const { x, y, bar } of points) {
        expect(x).toBeGreaterThanOrEqual(plot.left);
        expect(x).toBeLessThanOrEqual(plot.right);
        for (const end of [y, bar?.y1 ?? y, bar?.y2 ?? y]) {
          expect(end).toBeGreaterThanOrEqual(plot.top);
          expect(end).toBeLessThanOrEqual(plot.bottom);
        }
      }
      for (const [x, y] of lines.flatMap(({ path }) => placesOn(path))) {
        expect(x).toBeGreaterThanOrEqual(plot.left - 0.06);
        expect(x).toBeLessThanOrEqual(plot.right + 0.06);
        expect(y).toBeGreaterThanOrEqual(plot.top - 0.06);
        expect(y).toBeLessThanOrEqual(plot.bottom + 0.06);
      }
      labels.forEach((label, index) => {
        for (const other of labels.slice(index + 1)) expect(overlaps(label.box, other.box)).toBe(false);
      });
    },
  );

  test('the proportional line goes through B0', () => {
    const { lines, points } = latencyChart(data, size);
    const [[x1, y1], [x2, y2]] = placesOn(lines.find(({ look }) => look === 'guide')!.path) as [
      [number, number],
      [number, number],
    ];
    const b0 = points.find(({ id }) => id === 'B0')!;
    expect(y1 + ((y2 - y1) * (b0.x - x1)) / (x2 - x1)).toBeCloseTo(b0.y, 1);
  });
});

describe('what a network’s own program allows', () => {
  const measured = measuredBy(() => 8.04).map((each) => ({
    ...each,
    program: {
      bytes: 3e6,
      dispatches: [
        { multiplyAdds: 2e9, bytes: 1e6 },
        { multiplyAdds: 0, bytes: 2e6 },
      ],
    },
  }));
  const chart = (dispatch: number | null, of: readonly Measurement[] = measured) =>
    rooflineChart(
      { ...before, measured: of, ceilings: { arithmetic: 1e12, bandwidth: 1e9, dispatch } },
      'wide',
    );

  test('is a dashed line from each point to it, as far above as the share says, and inside the plot', () => {
    const { lines, points, plot } = chart(1e-5);
    const dashed = lines.filter(({ look }) => look === 'dashed');
    expect(dashed.length).toBe(points.length);
    const heights = dashed.map(({ path }) => {
      const [[x1, from], [x2, to]] = placesOn(path) as [[number, number], [number, number]];
      expect(x1).toBe(x2);
      expect(to).toBeGreaterThanOrEqual(plot.top);
      return from - to;
    });
    // 4.02 of 8.04 ms in every case: on a logarithmic axis one and the same way up.
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(0.11);
    expect(Math.min(...heights)).toBeGreaterThan(0);
    expect(points.find(({ id }) => id === 'B0')!.reading).toMatch(
      /its own program could reach [\d.]+ billion, of which this is 50\u202f%$/,
    );
  });

  test('is not drawn where no program of ours ran, or nobody knows what a dispatch takes to start', () => {
    const others = measured.map((each) => ({ ...each, program: null }));
    for (const { lines, points } of [chart(null), chart(1e-5, others)]) {
      expect(lines.filter(({ look }) => look === 'dashed')).toEqual([]);
      expect(points[0]!.reading).not.toContain('its own program');
    }
  });
});

describe('the lesson', () => {
  test('B7 has 98 times the multiply-adds of B0; where time follows, it takes as many times as long', () => {
    expect(lesson(measuredBy((multiplyAdds) => multiplyAdds / 1e8))).toMatch(
      /^B7 has 97\.8× the multiply-adds of B0 and took 97\.8× as long here\. .* is 1\.00: twice the multiply-adds, 2\.00× the time\. .*Here time follows the count closely/,
    );
  });
  test('a slope of one half doubles time for four times the work', () => {
    const said = lesson(measuredBy((multiplyAdds) => Math.sqrt(multiplyAdds)));
    expect(said).toContain('is 0.50: twice the multiply-adds, 1.41× the time');
    expect(said).toMatch(
      /A multiply-add of B0 takes 9\.89× as long as one of B7: multiply-adds are not time\.$/,
    );
    expect(said).toContain('0.50 with depth alone, 0.50 with width alone and 0.50 with resolution alone');
  });
  test('one network alone says nothing', () => {
    expect(lesson(measuredBy((multiplyAdds) => multiplyAdds).slice(0, 1))).toBe('');
  });
  test('the paper’s own: B7 took 3.1 s and B1 0.098 s', () => {
    expect(publishedLesson(published)).toContain('takes 32× as long');
  });
  test('the roof in words', () => {
    const [b0] = measuredBy(() => 385.814752);
    expect(roofSentence([b0!], { arithmetic: 4e9, bandwidth: 1e9, dispatch: null })).toMatch(
      /below 4\.00 multiply-adds a byte.*25\u202f% of the arithmetic/,
    );
  });
});
