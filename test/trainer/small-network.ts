import { efficientNet } from '../../models/families/efficientnet/network.ts';
import type { Graph } from '../../models/graph/graph.ts';
import { fold, foldWeights, type Weights } from '../../models/operators/fold.ts';
import { random } from '../../models/scenes/random.ts';

/** A network with every operator of the family: both windows, both strides, blocks that expand and such that do not, and some that add. */
export const smallNetwork: Graph = efficientNet({
  ...{ name: 'small', width: 1, depth: 1, resolution: 17, classes: 7 },
  stages: [
    { expandRatio: 1, kernelSize: 3, stride: 1, filters: 8, repeats: 1 },
    { expandRatio: 4, kernelSize: 5, stride: 2, filters: 12, repeats: 2 },
    { expandRatio: 3, kernelSize: 3, stride: 2, filters: 13, repeats: 1 },
    { expandRatio: 2, kernelSize: 5, stride: 1, filters: 13, repeats: 2 },
  ],
  ...{ stemFilters: 8, headFilters: 24 },
});

export const smallBatch = 16;

/** Weights of every role, none of them where a wrong gradient would not show. */
export function smallWeights(graph: Graph = smallNetwork): Weights {
  const { normal, between } = random(19, 1);
  return new Map(
    graph.parameters.map(({ name, shape, role }) => {
      const count = shape.reduce((product, side) => product * side, 1);
      const deviation = Math.sqrt(2 / Math.max(1, count / (shape.at(-1) ?? 1)));
      const value = () => {
        if (role === 'kernel') return normal(name.includes('depthwise') ? 0.4 : deviation);
        return role === 'gamma' || role === 'variance' ? between(0.6, 1.4) : normal(0.3);
      };
      return [name, Float32Array.from({ length: count }, value)] as const;
    }),
  );
}

/** Pictures as the trainer takes them, [channel][pixel][picture], and their classes. */
export function smallPictures(): { readonly pictures: Float32Array; readonly classes: readonly number[] } {
  const { normal, below } = random(19, 2);
  const pictures = Float32Array.from({ length: 3 * 17 * 17 * smallBatch }, () => normal(1));
  return { pictures, classes: Array.from({ length: smallBatch }, () => below(7)) };
}

/** The same network with its batch norms folded in: every convolution has a bias. */
export const foldedNetwork: Graph = fold(smallNetwork);
export const foldedWeights = (): Weights => foldWeights(smallNetwork, smallWeights());

/** A batch that is not full: the first pictures of a whole one, [channel][pixel][picture]. */
export const fewPictures = 13;
export function firstPictures(): { readonly pictures: Float32Array; readonly classes: readonly number[] } {
  const { pictures, classes } = smallPictures();
  return {
    pictures: pictures.filter((_, i) => i % smallBatch < fewPictures),
    classes: classes.slice(0, fewPictures),
  };
}
