import { describe, expect, it } from 'vitest';
import { spoken } from '../../../test/spoken.ts';
import type { Graph } from '../../graph/graph.ts';
import { isTrainable } from '../../graph/op.ts';
import { costsByScope } from '../../operators/cost.ts';
import { efficientDet } from '../efficientdet/network.ts';
import { bifpnSegmentation } from './network.ts';

const backbone = { width: 1, depth: 1 };
const config = { backbone, resolution: 256, width: 64, cells: 3, headDepth: 3, classes: 13 };

function trainable({ parameters }: Graph, scope: string): number {
  return parameters
    .filter((each) => isTrainable(each) && each.name.startsWith(`${scope}/`))
    .reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
}

describe('segmentation on a BiFPN', () => {
  const graph = bifpnSegmentation(config);
  const detector = efficientDet(config);

  it("stands on the backbone and the feature network of EfficientDet, each cell's cost included", () => {
    const [own, theirs] = [costsByScope(graph, 1), costsByScope(detector, 1)];
    for (const scope of ['backbone', 'neck']) {
      expect(trainable(graph, scope)).toBe(trainable(detector, scope));
      expect(own.get(scope)).toEqual(theirs.get(scope));
    }
  });

  it('has a head of three separable convolutions and a last layer', () => {
    expect(trainable(graph, 'pixelHead')).toBe(3 * (9 * 64 + 64 * 64 + 2 * 64) + 64 * 13 + 13);
    const cells = 32 * 32;
    expect(costsByScope(graph, 1).get('pixelHead')!.multiplyAdds).toBe(
      cells * (3 * (9 * 64 + 64 * 64) + 64 * 13),
    );
  });

  it('names the cells of its finest level, whatever the size', () => {
    expect(graph.answers).toContainEqual(expect.objectContaining({ kind: 'mask', logits: 'pixelHead' }));
    const shapeOf = (made: Graph) => made.ops[made.outputs.pixelHead!]!.shape;
    expect(shapeOf(graph)).toEqual([32, 32, 13]);
    expect(shapeOf(bifpnSegmentation({ ...config, minLevel: 2 }))).toEqual([64, 64, 13]);
    expect(shapeOf(bifpnSegmentation({ ...config, size: [128, 384] }))).toEqual([16, 48, 13]);
  });

  it('refuses numbers that are none of layers', () => {
    expect(spoken(() => bifpnSegmentation({ ...config, cells: 0 }))).toThrow(/number of cells must be/);
    expect(spoken(() => bifpnSegmentation({ ...config, classes: 1 }))).toThrow(/number of classes must be/);
    expect(spoken(() => bifpnSegmentation({ ...config, minLevel: 7 }))).toThrow(/coarsest level must be/);
  });
});
