import { describe, expect, it } from 'vitest';
import { measuredNetworks } from '../../../models/study/measured.ts';
import { madeUp, madeUpFamily, madeUpGrid } from '../../../test/study/made-up.ts';
import { layoutParallel, layoutSlices } from './layout.ts';
import { candidateTable, keyOf, searchAll } from './logic.ts';
import { colorOf, reachOf, shade } from './shades.ts';
import { trainedGrid } from './trained.ts';

const measured = measuredNetworks([...madeUpFamily, ...madeUpGrid]);
const { points, sentences } = trainedGrid(measured);
const { found } = searchAll(0.05, 0.1);

describe('what is trained of the grid', () => {
  it('has the triples of the study that were trained, the paper’s and corners that had other names among them', () => {
    expect(points.map(({ key }) => key)).toEqual([
      ...['1 1 1.4', '1.2 1 1.3', '1 1.2 1.2', '1.2 1.1 1.15', '1 1.4 1', '1.4 1.2 1', '2 1 1'],
    ]);
    expect(points.filter(({ paper }) => paper).map(({ key }) => key)).toEqual(['1.2 1.1 1.15']);
    expect(points.filter(({ best }) => best).map(({ key }) => key)).toEqual(['1 1 1.4']);
    expect(points.find(({ key }) => key === '2 1 1')).toMatchObject({
      test: expect.closeTo(0.63, 9),
      seeds: 2,
    });
    expect(points.find(({ key }) => key === '2 1 1')!.ratio).toBeCloseTo(4115704 / 2019152, 9);
  });

  it('says which reached the most, which are not told from it, where the paper’s lies, and what is not trained', () => {
    const text = sentences.join(' ');
    expect(text).toMatch(/^Coloured: 7 of 15 triples/);
    expect(text).toMatch(/Not trained yet: α\s1\.4 β\s1 γ\s1\.2; α\s1\.2 β\s1\.3 γ\s1;/);
    // 2 · 0.28 · √2 = 0.8 points apart is told; the second lies one point behind.
    expect(text).toMatch(/α\s1 β\s1 γ\s1\.4 reaches the most, 70\.0.% of test pictures\./i);
    expect(text).toMatch(/The paper’s, α\s1\.2 β\s1\.1 γ\s1\.15, reaches less: 66\.0.%\./);
    expect(text).toMatch(/from 1\.78 to 2\.28 times/);
    const close = trainedGrid(
      measuredNetworks([...madeUpFamily, ...madeUpGrid, madeUp('grid-1-1.1-1.3', 0.699)]),
    );
    expect(close.sentences.join(' ')).toMatch(/does not tell α\s1 β\s1\.1 γ\s1\.3 \(69\.9.%\) from it/);
  });

  it('calls none the best where no second seed is known, or where seeds explain every lead', () => {
    const once = trainedGrid(measuredNetworks(madeUpGrid));
    expect(once.points.some(({ best }) => best)).toBe(false);
    expect(once.sentences.join(' ')).not.toMatch(/most|less/);
    const loud = trainedGrid(
      measuredNetworks([...madeUpGrid, madeUp('depth-2', 0.4, 1), madeUp('depth-2', 0.9, 2)]),
    );
    expect(loud.points.some(({ best }) => best)).toBe(false);
    expect(loud.sentences.join(' ')).toMatch(/None of them is told/);
  });

  it('has no colours where fewer than three are trained, only a sentence', () => {
    for (const count of [0, 1, 2]) {
      const few = trainedGrid(measuredNetworks(madeUpGrid.slice(0, count)));
      expect(few.points).toEqual([]);
      expect(few.sentences).toHaveLength(1);
    }
    expect(trainedGrid([]).sentences[0]).toMatch(/none of them is trained/);
    expect(trainedGrid(measuredNetworks(madeUpGrid.slice(0, 3))).points).toHaveLength(3);
  });
});

describe('colours', () => {
  it('go with what was reached, and are the legend’s at both ends', () => {
    const [least, most] = [points.at(-1)!, points[0]!];
    expect(reachOf(points)).toEqual([least.test, most.test]);
    expect(colorOf(least, points)).toBe(shade(0));
    expect(colorOf(most, points)).toBe(shade(1));
    expect(new Set(points.map((point) => colorOf(point, points))).size).toBe(points.length);
    expect(colorOf(most, [most])).toBe(shade(1));
  });
});

describe.each(['wide', 'narrow'] as const)('the grid with trained triples, %s', (size) => {
  const parallel = layoutParallel(found, size, points);
  const slices = layoutSlices(found, 0.1, size, points);

  it('leads trained lines, and only those, on to the axis of what was reached', () => {
    expect(parallel.axes).toHaveLength(6);
    expect(layoutParallel(found, size).axes).toHaveLength(5);
    const last = parallel.axes.at(-1)!;
    for (const { key, path, shade: own, text } of parallel.lines) {
      const trained = points.some((point) => point.key === key);
      expect(own.look).toBe(trained ? 'trained' : 'untrained');
      expect(path.split(/[ML]/).length - 1).toBe(trained ? 6 : 5);
      expect(/of test pictures/.test(text)).toBe(trained);
      if (!trained) continue;
      const y = Number(/[\d.]+$/.exec(path)?.[0]);
      expect(y).toBeGreaterThanOrEqual(last.top);
      expect(y).toBeLessThanOrEqual(last.bottom);
    }
    expect(
      parallel.lines
        .filter(({ name }) => name)
        .map(({ name }) => name!.text)
        .toSorted(),
    ).toEqual([...['ours', 'the paper’s']]);
  });

  it('fills dots of trained triples, and marks the paper’s and the best', () => {
    const dots = slices.slices.flatMap(({ dots }) => dots);
    const shown = dots.filter(({ shade: own }) => own.look === 'trained').map(({ key }) => key);
    // The cuts at γ = 1, 1.15 and 1.3 hold so many of them.
    expect(shown.toSorted()).toEqual(['1 1.4 1', '1.2 1 1.3', '1.2 1.1 1.15', '1.4 1.2 1', '2 1 1']);
    expect(
      layoutSlices(found, 0.1, size)
        .slices.flatMap(({ dots }) => dots)
        .every(({ shade: own }) => own.look === 'plain'),
    ).toBe(true);
  });
});

it('the paper’s triple is called so where it reached the most, too', () => {
  const won = [...madeUpGrid, madeUp('paper-phi1', 0.9, 1), madeUp('paper-phi1', 0.902, 2)];
  const grid = trainedGrid(measuredNetworks(won));
  expect(grid.sentences.join(' ')).toMatch(/The paper’s own, α\s1\.2 β\s1\.1 γ\s1\.15, reaches the most/);
  const names = layoutParallel(found, 'wide', grid.points).lines.flatMap(({ name }) => name?.text ?? []);
  expect(names).toEqual(['the paper’s']);
});

it('the table tells of every candidate whether it was trained', () => {
  expect(candidateTable(found).columns).toHaveLength(6);
  const { columns, rows } = candidateTable(found, points);
  expect(columns).toHaveLength(9);
  for (const [index, row] of rows.entries()) {
    const point = points.find(({ key }) => key === keyOf(found[index]!));
    expect(row.slice(6)).toEqual(
      point ? [(100 * point.test).toFixed(1), point.seeds, point.ratio.toFixed(3)] : [null, null, null],
    );
  }
});
