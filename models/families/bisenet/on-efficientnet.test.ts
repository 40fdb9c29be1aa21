import { describe, expect, it } from 'vitest';
import { spoken } from '../../../test/spoken.ts';
import type { Graph } from '../../graph/graph.ts';
import { isTrainable } from '../../graph/op.ts';
import { costsByScope } from '../../operators/cost.ts';
import { biSeNetOnEfficientNet } from './on-efficientnet.ts';

const config = { backbone: { width: 1, depth: 1 }, resolution: 256, classes: 13, spatialPath: true };

/** Parameters beside the backbone's. */
function own({ parameters }: Graph): number {
  return parameters
    .filter((each) => isTrainable(each) && !each.name.startsWith('backbone/'))
    .reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
}

/** Multiply-adds beside the backbone's. */
function work(graph: Graph): number {
  return [...costsByScope(graph, 1)]
    .filter(([scope]) => scope !== 'backbone')
    .reduce((sum, [, { multiplyAdds }]) => sum + multiplyAdds, 0);
}

describe('BiSeNet on an EfficientNet', () => {
  const whole = biSeNetOnEfficientNet(config);
  const alone = biSeNetOnEfficientNet({ ...config, spatialPath: false });

  it('has the parts of BiSeNet behind the backbone, each as wide as theirs', () => {
    const norm = (channels: number) => 2 * channels;
    const conv = (side: number, from: number, to: number) => side * side * from * to + norm(to);
    const spatial = conv(7, 3, 64) + 2 * conv(3, 64, 64) + conv(1, 64, 128);
    const attention = conv(3, 320, 128) + conv(3, 112, 128) + 2 * conv(1, 128, 128);
    const context = conv(1, 320, 128) + attention + 2 * conv(3, 128, 128);
    const fusion = (from: number) => conv(1, from, 256) + 2 * 256 * 256;
    const head = (from: number, width: number) => conv(3, from, width) + width * 13 + 13;
    expect(own(whole)).toBe(spatial + context + fusion(256) + head(256, 64));
    expect(own(alone)).toBe(context + fusion(128) + head(256, 64));
    const taught = biSeNetOnEfficientNet({ ...config, auxiliary: true });
    expect(own(taught) - own(whole)).toBe(2 * head(128, 128));
    expect(Object.keys(taught.outputs)).toEqual(['pixelHead', 'auxiliary32', 'auxiliary16']);
  });

  it('spends on the spatial path what its four convolutions cost', () => {
    const path = 128 ** 2 * 49 * 3 * 64 + (64 ** 2 + 32 ** 2) * 9 * 64 * 64 + 32 ** 2 * 64 * 128;
    // Beside it the fusion's 1×1 reads 128 channels more.
    expect(work(whole) - work(alone)).toBe(path + 32 ** 2 * 128 * 256);
  });

  it('names the cells of an eighth of the side, whatever the size', () => {
    expect(whole.answers).toContainEqual(expect.objectContaining({ kind: 'mask', logits: 'pixelHead' }));
    const shapeOf = (made: Graph) => made.ops[made.outputs.pixelHead!]!.shape;
    expect(shapeOf(whole)).toEqual([32, 32, 13]);
    expect(shapeOf(biSeNetOnEfficientNet({ ...config, size: [128, 384] }))).toEqual([16, 48, 13]);
  });

  it('refuses a number that is none of classes', () => {
    expect(spoken(() => biSeNetOnEfficientNet({ ...config, classes: 1 }))).toThrow(
      /number of classes must be/,
    );
  });
});
