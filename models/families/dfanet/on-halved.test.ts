import { describe, expect, it } from 'vitest';
import type { Graph } from '../../graph/graph.ts';
import { cost } from '../../operators/cost.ts';
import { dfaNet } from './network.ts';
import { dfaNetOnHalved } from './on-halved.ts';

const config = { name: 'made', resolution: 256, classes: 13 };
const shapes = ({ ops }: Graph) => new Map(ops.map(({ name, shape }) => [name, shape]));

describe('DFANet-A on halved pictures', () => {
  const graph = dfaNetOnHalved(config);
  const whole = dfaNet({ ...config, resolution: 128 });

  it('is DFANet-A on pictures of half the side, map by map', () => {
    const [own, theirs] = [shapes(graph), shapes(whole)];
    expect(own.get('halve')).toEqual([128, 128, 3]);
    const shared = [...theirs].filter(([name]) => !/^(input|decoder\/(classes|resize)\b)/.test(name));
    expect(shared.length).toBeGreaterThan(700);
    for (const [name, shape] of shared) expect(own.get(name), name).toEqual(shape);
    expect(cost(graph).multiplyAdds).toBe(cost(whole).multiplyAdds);
  });

  it('ends in plain logits: a bias, no batch norm and no ReLU', () => {
    const { ops, outputs, answers } = graph;
    expect(ops.at(-1)).toMatchObject({
      kind: 'conv2d',
      name: 'decoder/classes',
      bias: 'decoder/classes/bias',
    });
    expect(outputs).toEqual({ pixelHead: ops.length - 1 });
    expect(answers).toContainEqual(expect.objectContaining({ kind: 'mask', logits: 'pixelHead' }));
    // A batch norm has scale and shift, a bias is one number a class.
    expect(cost(whole).parameters - cost(graph).parameters).toBe(config.classes);
  });

  it('names the cells of an eighth of the side, whatever the size', () => {
    const shapeOf = ({ ops, outputs }: Graph) => ops[outputs.pixelHead!]!.shape;
    expect(shapeOf(graph)).toEqual([32, 32, 13]);
    expect(shapeOf(dfaNetOnHalved({ ...config, size: [128, 384] }))).toEqual([16, 48, 13]);
  });
});
