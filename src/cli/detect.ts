import { inputShape } from '../../models/graph/graph.ts';
import { preprocess } from '../../models/preprocess/automl.ts';
import { DeviceWeights } from '../engine/executors/tfjs/device-weights.ts';
import { Executor } from '../engine/executors/tfjs/executor.ts';
import type { DetectedBox, Suppressing } from '../engine/host/detect/answer.ts';
import { Detector } from '../engine/host/detect/detector.ts';
import type { Pixels } from '../engine/pictures/resample.ts';
import type { LoadedNetwork } from './loaded.ts';

/** What a detector finds in a picture, best first, on TF.js' current backend: the steps that the page's worker takes. */
export async function detect(
  network: LoadedNetwork,
  picture: Pixels,
  suppressing: Suppressing,
): Promise<readonly DetectedBox[]> {
  const { graph, weights, normalization, about } = network;
  const executor = new Executor(graph, weights, new DeviceWeights());
  try {
    const [height, width] = inputShape(graph);
    const { mean, standardDeviation: std } = normalization;
    const { values, scaled, imageScale } = preprocess(picture, [height, width], { mean, std });
    const detector = new Detector(graph, about);
    await executor.run(values, { outputs: [], look: detector.look({}) });
    detector.keep({
      picture: [picture.height, picture.width],
      scaled,
      input: [height, width],
      imageScale,
    });
    return detector.suppress(suppressing).boxes;
  } finally {
    executor.dispose();
  }
}
