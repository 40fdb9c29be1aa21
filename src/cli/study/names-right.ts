import { largestIndices } from '../../../models/answers/largest.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import type { PaintedPictures } from '../../../models/study/batches.ts';
import type { Executor } from '../../engine/executors/runtime.ts';
import { type Normalization, normalize } from '../../engine/pictures/normalize.ts';
import { useNodeBackend } from '../node-backend.ts';

/** A classifier that runs as it does in the page, on WebAssembly. */
export interface RunningClassifier {
  /** Logits of the pictures' one after another. */
  logits(pictures: PaintedPictures, index: number): Promise<Float32Array>;
  dispose(): void;
}

/** Loads an inference graph. Pictures have its input's size: nothing is cropped or resized. */
export async function runningClassifier(
  graph: Graph,
  weights: Weights,
  normalization: Normalization,
): Promise<RunningClassifier> {
  const runtime = await useNodeBackend('wasm');
  const executor: Executor = await runtime.load(graph, weights);
  return {
    async logits({ side, rgb }, index) {
      const bytes = 3 * side * side;
      const picture = rgb.subarray(index * bytes, (index + 1) * bytes);
      const { outputs } = await executor.run(normalize(picture, normalization), { outputs: ['logits'] });
      return Float32Array.from(outputs.logits?.data ?? []);
    },
    dispose: () => executor.dispose(),
  };
}

/** Of each picture whether a network names it right. */
export async function namedRight(
  network: RunningClassifier,
  pictures: PaintedPictures,
  onPicture: (done: number, all: number) => void = () => {},
): Promise<boolean[]> {
  const right: boolean[] = [];
  for (const [i, kind] of pictures.kinds.entries()) {
    right.push(largestIndices(await network.logits(pictures, i), 1)[0] === kind);
    onPicture(i + 1, pictures.kinds.length);
  }
  return right;
}

/** Share of the pictures that a network names right. */
export const namesRight = async (...of: Parameters<typeof namedRight>): Promise<number> =>
  shareOf(await namedRight(...of));

/** Share of them that are right. */
export const shareOf = (right: readonly boolean[]): number => right.filter(Boolean).length / right.length;
