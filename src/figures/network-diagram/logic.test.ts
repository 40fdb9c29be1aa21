import { describe, expect, test } from 'vitest';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { type ReleasedName, released } from '../../../models/families/efficientnet/sizes.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { cost } from '../../../models/operators/cost.ts';
import { fold } from '../../../models/operators/fold.ts';
import { exactAmount, shortAmount } from '../../words/en/figures/network-diagram.ts';
import { flowOf } from './block-flow.ts';
import { depthOf, diagramOf, drawnSize } from './logic.ts';
import type { Diagram } from './nodes.ts';
import { move, pathOf, select, selected, selectPath } from './selection.ts';

const diagram = diagramOf(efficientNet(released.B0));
const blockAt = (path: string) => selected(diagram, selectPath(diagram, path)).block;

describe('the tree of B0', () => {
  test('nine stages with the operators and block counts of Table 1', () => {
    expect(diagram.stages.map(({ title }) => title)).toEqual([
      'Conv 3×3',
      'MBConv1 3×3',
      'MBConv6 3×3',
      'MBConv6 5×5',
      'MBConv6 3×3',
      'MBConv6 5×5',
      'MBConv6 5×5',
      'MBConv6 3×3',
      'Conv 1×1, pool, dense',
    ]);
    expect(diagram.stages.map(depthOf)).toEqual([1, 1, 2, 2, 3, 3, 4, 1, 1]);
  });

  test('equal blocks fold, the first of a stage does not', () => {
    const folded = diagram.stages.map(({ groups }) => groups.map(({ blocks }) => blocks.length));
    expect(folded).toEqual([[1], [1], [1, 1], [1, 1], [1, 2], [1, 2], [1, 3], [1], [1]]);
  });

  test('what lies where is said by the builder, not read out of names', () => {
    const graph = efficientNet(released.B0);
    const called = (name: string) => name.replace(/^stage(\d)/, 'part$1').replace(/block(\d)/, 'b-$1');
    const renamed: Graph = {
      ...graph,
      ops: graph.ops.map((op) => ({ ...op, name: called(op.name) })),
      scopes: graph.scopes!.map((scope) => ({ ...scope, path: called(scope.path) })),
    };
    const shape = ({ stages }: Diagram) =>
      stages.map(({ number, title, groups }) => [
        number,
        title,
        groups.map(({ blocks }) => blocks.map((block) => [block.number, block.title])),
      ]);
    expect(shape(diagramOf(renamed))).toEqual(shape(diagram));
    expect(diagram.stages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(() => diagramOf({ ...graph, scopes: [] })).toThrow(/lies in no stage/);
  });

  test('in B7 stage 2 nothing but the first block changes shape', () => {
    const b7 = diagramOf(efficientNet(released.B7));
    expect(b7.stages[1]?.groups.map(({ blocks }) => blocks.length)).toEqual([1, 3]);
  });

  test.each(['B0', 'B4', 'B7', 'Lite0'] satisfies ReleasedName[])(
    '%s: costs add up to the network’s',
    (name) => {
      const graph = efficientNet(released[name]);
      const { total } = diagramOf(graph);
      expect(total.parameters).toBe(cost(graph).parameters);
      expect(total.multiplyAdds).toBe(cost(graph).multiplyAdds);
      expect(total.memory).toBe(cost(fold(graph)).activationBytes);
    },
  );

  test('memory counts the maps of the folded graph', () => {
    // The stem makes two maps of 112×112×32 floats: the convolution's and swish's.
    expect(diagram.stages[0]?.measures.memory).toBe(2 * 112 * 112 * 32 * 4);
  });

  test('a map’s drawing grows with side and channels', () => {
    expect(drawnSize([112, 112, 32]).side).toBeGreaterThan(drawnSize([56, 56, 32]).side);
    expect(drawnSize([7, 7, 1280]).thickness).toBeGreaterThan(drawnSize([7, 7, 320]).thickness);
  });
});

describe('the flow of a block', () => {
  const flow = flowOf(blockAt('stage3/block1/add'));

  test('squeeze and excitation is a side branch, and only it', () => {
    const branch = flow.nodes.filter(({ lane }) => lane === 1).map(({ node }) => node.path);
    expect(branch).toEqual(
      ['pool', 'reduce', 'swish', 'expand', 'scale'].map((op) => `stage3/block1/se/${op}`),
    );
  });

  test('the branch leaves, runs beside the main path and joins it; the input skips to the end', () => {
    const count = (kind: string) => flow.edges.filter((edge) => edge.kind === kind).length;
    expect([count('out'), count('pass'), count('in'), count('skip')]).toEqual([1, 1, 1, 1]);
    const skip = flow.edges.find(({ kind }) => kind === 'skip');
    expect(skip).toMatchObject({ from: -1, to: flow.nodes.length - 1, shape: [56, 56, 24] });
  });

  test('a block that changes shape has no skip', () => {
    expect(flowOf(blockAt('stage3/block0/x')).edges.some(({ kind }) => kind === 'skip')).toBe(false);
  });

  test('parts in order', () => {
    expect(flow.parts.map(({ name }) => name)).toEqual(['expand', 'depthwise', 'se', 'project']);
  });
});

describe('opening parts', () => {
  test('every path of the graph opens itself', () => {
    for (const op of efficientNet(released.B0).ops.slice(1))
      expect(pathOf(diagram, selectPath(diagram, op.name))).toBe(op.name);
  });

  test('a path that does not exist opens what comes closest', () => {
    expect(pathOf(diagram, selectPath(diagram, 'stage7/block9/depthwise/conv'))).toMatch(/^stage7\/block0\//);
    expect(pathOf(diagram, selectPath(diagram, '../../<script>'))).toMatch(/^stage1\//);
    expect(pathOf(diagram, selectPath(diagram, ''))).toMatch(/^stage1\//);
  });

  test('wild indices are clamped', () => {
    expect(() =>
      selected(diagram, select(diagram, { stage: 99, group: -4, member: 7, op: 1e9 })),
    ).not.toThrow();
  });

  test('keys walk the tree and stop at its ends', () => {
    const start = selectPath(diagram, 'stage9/conv');
    expect(move(diagram, start, 'stage', 'ArrowRight')?.selection.stage).toBe(8);
    expect(move(diagram, start, 'stage', 'ArrowLeft')?.selection.stage).toBe(7);
    expect(move(diagram, start, 'stage', 'Home')?.selection.stage).toBe(0);
    expect(move(diagram, start, 'stage', 'ArrowUp')).toBeNull();
    expect(move(diagram, start, 'stage', 'ArrowDown')?.focus).toBe('block');
    expect(move(diagram, start, 'op', 'ArrowUp')?.focus).toBe('block');
    expect(move(diagram, start, 'op', 'x')).toBeNull();
  });
});

test('amounts, short and exact', () => {
  expect(shortAmount(54_945_216, 'multiplyAdds')).toBe('54.9\u202fM');
  expect(shortAmount(928, 'parameters')).toBe('928');
  expect(shortAmount(1_448, 'parameters')).toBe('1.45\u202fk');
  expect(shortAmount(3_211_264, 'memory')).toBe('3.21\u202fMB');
  expect(exactAmount(928, 'parameters')).toBe('928 parameters');
});
