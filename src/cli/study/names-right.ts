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

/** Share of the pictures that a network names right. */
export async function namesRight(
  network: RunningClassifier,
  pictures: PaintedPictures,
  onPicture: (done: number, all: number) => void = () => {},
): Promise<number> {
  let right = 0;
  for (const [i, kind] of pictures.kinds.entries()) {
    if (largestIndices(await network.logits(pictures, i), 1)[0] === kind) right++;
    onPicture(i + 1, pictures.kinds.length);
  }
  return right / pictures.kinds.length;
}
