import { describe, expect, it } from 'vitest';
import { fusionNodes } from '../../../models/blocks/fusion-nodes.ts';
import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { cellsAround, layoutCells } from './layout.ts';

const nodes = fusionNodes(efficientDet(releasedDetector.D0));

describe('the neck as drawn', () => {
  it.each(['wide', 'narrow'] as const)('has every node once, no two on one spot, all inside, %s', (size) => {
    const { places, width, height, radius } = layoutCells(nodes, {}, {}, size);
    expect(places).toHaveLength(5 + 3 * 8);
    places.forEach((a, i) => {
      expect(a.x - radius).toBeGreaterThanOrEqual(0);
      expect(a.x + radius).toBeLessThanOrEqual(width);
      expect(a.y - radius).toBeGreaterThanOrEqual(0);
      expect(a.y + radius).toBeLessThanOrEqual(height);
      for (const b of places.slice(i + 1))
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(2 * radius);
    });
  });

  it('has an edge for every input, from left to right or along a column', () => {
    const { edges } = layoutCells(nodes, {}, {}, 'wide');
    expect(edges).toHaveLength(nodes.reduce((sum, { inputs }) => sum + inputs.length, 0));
    expect(edges[0]).toMatchObject({ to: 'cell0/node5', input: 0, cut: false });
    expect(edges[0]!.share).toBeCloseTo(0.5, 3);
  });

  it('draws a cut edge as cut, and the rest of the node takes its share', () => {
    const { edges } = layoutCells(nodes, {}, { 'cell0/node5': [0, 1.5] }, 'wide');
    expect(edges.slice(0, 2).map(({ cut }) => cut)).toEqual([true, false]);
    expect(edges[1]!.share).toBeCloseTo(1, 3);
  });
});

describe('a long neck on a narrow screen', () => {
  const long = fusionNodes(efficientDet(releasedDetector.D3));
  const at = (cell: number) => long.findIndex((each) => each.cell === cell);

  it('shows three of its six cells, the one that is open among them', () => {
    expect([0, 1, 2, 4, 5].map((cell) => cellsAround(long, at(cell)))).toEqual([
      [0, 3],
      [0, 3],
      [1, 3],
      [3, 3],
      [3, 3],
    ]);
    expect(cellsAround(nodes, nodes.length - 1)).toEqual([0, 3]);
    expect(layoutCells(long, {}, {}, 'wide').cells).toHaveLength(6);
  });

  it('has the nodes of the cell before as what enters it, and no edge from nowhere', () => {
    const whole = layoutCells(long, {}, {}, 'narrow', [0, 3]);
    const part = layoutCells(long, {}, {}, 'narrow', [2, 3]);
    expect(part.width).toBe(whole.width);
    expect(part.cells.map(({ cell }) => cell)).toEqual([2, 3, 4]);
    const entering = part.places.slice(0, 5);
    expect(entering.map(({ id, level }) => `${id} ${level}`)).toEqual(
      [7, 6, 5, 4, 3].map((level) => `cell1/node${5 + level} ${level}`),
    );
    for (const { id, index } of part.places) expect(long[index!]?.key).toBe(id);
    const inputs = long.filter(({ cell }) => cell >= 2 && cell < 5).flatMap((each) => each.inputs);
    expect(part.edges).toHaveLength(inputs.length);
  });
});
