import { describe, expect, test } from 'vitest';
import type { Graph } from '../../../../models/graph/graph.ts';
import { GraphBuilder } from '../../../../models/operators/builder.ts';
import { fuse } from '../fuse.ts';
import type { SeparablePart, Step } from '../step.ts';

type Make = (builder: GraphBuilder, x: number) => number;

/** A graph behind an input of 8 × 8 × 16. */
function graphOf(make: Make): Graph {
  const builder = new GraphBuilder('tested');
  builder.output('result', make(builder, builder.input([8, 8, 16])));
  return builder.build();
}

const shown = (steps: readonly Step[]) =>
  steps.map(({ program, parts }) => (parts.length > 1 ? `${program} × ${parts.length}` : program)).join(', ');
const all = (make: Make, kept: readonly number[] = []) => shown(fuse(graphOf(make), { kept }));
const without = (rule: string, make: Make) => shown(fuse(graphOf(make), { without: new Set([rule]) }));

const conv: Make = (b, x) => b.conv2d(x, { name: `conv${x}`, filters: 16, kernelSize: 1, bias: true });
const depthwise: Make = (b, x) => b.depthwiseConv2d(x, { name: `depthwise${x}`, kernelSize: 3, bias: true });

describe('what stands behind a layer joins it', () => {
  const activated: Make = (b, x) => b.activation(conv(b, x), 'swish');
  test('an activation', () => {
    expect(all(activated)).toBe('pointwise');
    expect(without('finish', activated)).toBe('pointwise, plain');
  });
  test('but not where somebody looks at the map before it', () => {
    expect(all(activated, [1])).toBe('pointwise, plain');
  });
  test('but not where another layer reads that map too', () => {
    expect(
      all((b, x) => {
        const made = conv(b, x);
        return b.concat([b.activation(made, 'swish'), made], { name: 'concat' });
      }),
    ).toBe('pointwise, plain, plain');
  });
  test('a residual sum, and the activation behind it', () => {
    const residual: Make = (b, x) => b.activation(b.add([conv(b, x), x], { name: 'sum' }), 'relu');
    expect(all(residual)).toBe('pointwise');
    const [step] = fuse(graphOf(residual));
    expect(step?.parts[0]?.finish).toEqual([
      { kind: 'add', read: 1 },
      { kind: 'activation', activation: 'relu' },
    ]);
  });
  test('but not a sum of two maps that nobody computes here, nor of a map with itself', () => {
    expect(all((b, x) => b.add([x, x], { name: 'sum' }))).toBe('plain');
  });
});

describe('a mean is taken by the layer that makes its map', () => {
  const head: Make = (b, x) =>
    b.dense(b.globalAveragePool(b.activation(conv(b, x), 'swish'), { name: 'pool' }), {
      name: 'dense',
      units: 10,
    });
  test('and the map is not written where nothing else is wanted of it', () => {
    const steps = fuse(graphOf(head));
    expect(shown(steps)).toBe('pointwise, dense');
    expect(steps[0]?.parts[0]).toMatchObject({ makes: null, mean: 3 });
    expect(without('mean', head)).toBe('pointwise, plain, dense');
  });
  test('but not where somebody looks at the mean', () => {
    expect(all(head, [3])).toBe('pointwise, plain, dense');
  });
  test('nor where an operator reads it that cannot add sums up', () => {
    expect(
      all((b, x) => b.softmax(b.globalAveragePool(conv(b, x), { name: 'pool' }), { name: 'softmax' })),
    ).toBe('pointwise, plain, plain');
  });
});

describe('squeeze and excitation', () => {
  const block: Make = (b, x) => {
    const map = b.activation(depthwise(b, x), 'swish', { name: 'map' });
    const squeezed = b.activation(
      b.conv2d(b.globalAveragePool(map, { name: 'pool' }), {
        name: 'reduce',
        filters: 4,
        kernelSize: 1,
        bias: true,
      }),
      'swish',
      { name: 'squeezed' },
    );
    const gate = b.activation(
      b.conv2d(squeezed, { name: 'expand', filters: 16, kernelSize: 1, bias: true }),
      'sigmoid',
    );
    return b.conv2d(b.multiply(map, gate, { name: 'gated' }), {
      name: 'project',
      filters: 8,
      kernelSize: 1,
      bias: true,
    });
  };
  test('is computed by the layer behind it', () => {
    const steps = fuse(graphOf(block));
    expect(shown(steps)).toBe('depthwise, pointwise');
    expect(steps[1]?.parts[0]).toMatchObject({ gate: { kind: 'excite', read: 1 } });
  });
  test('without that rule the gate is a map, which the layer reads', () => {
    expect(without('excite', block)).toBe('depthwise, pointwise, pointwise, pointwise');
    expect(without('gate', block)).toBe('depthwise, pointwise, pointwise, plain, pointwise');
  });
  test('stays apart where somebody looks at the gate, and where its channels do not fit workgroup memory', () => {
    const graph = graphOf(block);
    const gate = graph.ops.findIndex(({ name }) => name === 'gated') - 1;
    expect(shown(fuse(graph, { kept: [gate] }))).toBe('depthwise, pointwise, pointwise, pointwise');
    expect(shown(fuse(graph, { workgroupBytes: 100 }))).toBe('depthwise, pointwise, pointwise, pointwise');
  });
});

describe('a node of a feature network', () => {
  const layer: Make = (b, x) => conv(b, depthwise(b, x));
  const node: Make = (b, x) => {
    const small = b.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2 });
    const up = b.resizeNearest(small, { name: 'up', size: [8, 8] });
    return layer(b, b.activation(b.fuse([x, up], { name: 'fuse', method: 'fastNormalized' }), 'swish'));
  };
  test('is one dispatch: resized, joined, activated, both layers', () => {
    expect(all(node)).toBe('pool, separable');
    expect(fuse(graphOf(node))[1]?.parts[0]).toMatchObject({
      between: 'swish',
      samplers: [{ kind: 'same' }, { kind: 'nearest' }],
    });
    expect(without('node', node)).toBe('pool, plain, plain, plain, separable');
    expect(without('separable', node)).toBe('pool, plain, plain, plain, depthwise, pointwise');
  });
  test('but not with a depthwise layer that strides, or that does not fit workgroup memory', () => {
    expect(all((b, x) => conv(b, b.depthwiseConv2d(x, { name: 'd', kernelSize: 3, stride: 2 })))).toBe(
      'depthwise, pointwise',
    );
    expect(shown(fuse(graphOf(layer), { workgroupBytes: 1000 }))).toBe('depthwise, pointwise');
  });
  test('in the largest tile that fits workgroup memory', () => {
    const tileIn = (workgroupBytes: number) =>
      (fuse(graphOf(layer), { workgroupBytes })[0]?.parts[0] as SeparablePart | undefined)?.tile;
    expect(tileIn(16_384)).toEqual({ height: 4, width: 8, slice: 16 });
    // A rim of 6 × 6 cells of 8 channels, and 16 cells of the 16 channels of the map.
    expect(tileIn((6 * 6 * 8 + 16 * 16) * 4)).toEqual({ height: 4, width: 4, slice: 8 });
    expect(tileIn((6 * 6 * 8 + 16 * 16) * 4 - 1)).toBeUndefined();
  });
  test('an enlargement that is no whole multiple is read from a map of its own', () => {
    expect(
      all((b, x) => {
        const five = b.resizeNearest(x, { name: 'five', size: [5, 5] });
        return layer(
          b,
          b.fuse([x, b.resizeNearest(five, { name: 'back', size: [8, 8] })], { name: 'fuse', method: 'sum' }),
        );
      }),
    ).toBe('plain, plain, separable');
  });
});

describe('pools one behind the other', () => {
  const chain: Make = (b, x) => {
    const first = b.maxPool(x, { name: 'p6', kernelSize: 3, stride: 2 });
    return b.concat(
      [
        b.resizeNearest(first, { name: 'same', size: [2, 2] }),
        b.maxPool(first, { name: 'p7', kernelSize: 3, stride: 2 }),
      ],
      { name: 'both' },
    );
  };
  test('are computed side by side', () => {
    expect(all(chain)).toBe('pool × 2, plain, plain');
    expect(without('pools', chain)).toBe('pool, plain, pool, plain');
  });
  test('but not where no one window sees the same cells', () => {
    // Valid windows of stride 3 leave cells between them out, which one larger window would see.
    expect(
      all((b, x) => {
        const first = b.maxPool(x, { name: 'a', kernelSize: 1, stride: 3, padding: 'valid' });
        return b.add([first, b.maxPool(first, { name: 'b', kernelSize: 3, stride: 1 })], { name: 'sum' });
      }),
    ).toBe('pool, pool, plain');
  });
});

describe('layers side by side', () => {
  const two: Make = (b, x) =>
    b.concat([conv(b, x), b.conv2d(x, { name: 'other', filters: 8, kernelSize: 1, bias: true })], {
      name: 'concat',
    });
  test('are one dispatch where none waits for another', () => {
    expect(all(two)).toBe('pointwise × 2, plain');
    expect(without('side by side', two)).toBe('pointwise, pointwise, plain');
  });
  test('and stay apart where one waits', () => {
    expect(
      all((b, x) => {
        const first = conv(b, x);
        return b.concat([first, conv(b, first)], { name: 'concat' });
      }),
    ).toBe('pointwise, pointwise, plain');
  });
});
