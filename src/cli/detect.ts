import { inputShape } from '../../models/graph/graph.ts';
import { preprocess } from '../../models/preprocess/automl.ts';
import type { Runtime } from '../engine/executors/runtime.ts';
import { Detector } from '../engine/host/detect/detector.ts';
import type { Pixels } from '../engine/pictures/resample.ts';
import type { DetectedBox, Suppressing } from '../engine/protocol/detection.ts';
import type { LoadedNetwork } from './loaded.ts';

/** What a detector finds in a picture, best first: the steps that the page's worker takes. */
export async function detect(
  runtime: Runtime,
  network: LoadedNetwork,
  picture: Pixels,
  suppressing: Suppressing,
): Promise<readonly DetectedBox[]> {
  const { graph, weights, normalization, about } = network;
  const executor = await runtime.load(graph, weights);
  try {
    const [height, width] = inputShape(graph);
    const { mean, standardDeviation: std } = normalization;
    const { values, scaled, imageScale } = preprocess(picture, [height, width], { mean, std });
    const detector = new Detector(graph, about);
    const { looked } = await executor.run(values, { outputs: [], look: detector.look() });
    const fitted = {
      picture: [picture.height, picture.width],
      scaled,
      input: [height, width],
      imageScale,
    } as const;
    return detector.detected({ run: 1, selection: looked.selection, fitted }, suppressing).boxes;
  } finally {
    executor.dispose();
  }
}
