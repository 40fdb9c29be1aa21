import { proposing } from '../../models/answers/proposals.ts';
import { answerOf } from '../../models/graph/answers.ts';
import { type Graph, inputShape } from '../../models/graph/graph.ts';
import { preprocess } from '../../models/preprocess/automl.ts';
import type { Runtime } from '../engine/executors/runtime.ts';
import { Detector } from '../engine/host/detect/detector.ts';
import type { Pixels } from '../engine/pictures/resample.ts';
import type { DetectedBox, Suppressing } from '../engine/protocol/detection.ts';
import { named } from '../words/en/classes.ts';
import type { LoadedNetwork } from './loaded.ts';
import { lookingTwice } from './look-twice.ts';

/** A box on a picture, as the command line tells it. */
export interface FoundBox extends Pick<DetectedBox, 'name' | 'score' | 'box'> {
  /** Of the map that its anchor stands on. */
  readonly level: number;
}

/** What a detector that looks twice finds in a picture, best first. */
async function detectTwice(
  runtime: Runtime,
  { graph, region, weights, label: nameOf }: LoadedNetwork & { readonly region: Graph },
  picture: Pixels,
  { scoreThreshold }: Suppressing,
): Promise<readonly FoundBox[]> {
  const network = await lookingTwice(runtime, { picture: graph, region }, weights, proposing.kept);
  const { detections } = await network.detect(picture, {
    ...(scoreThreshold !== undefined && { scoreThreshold }),
  });
  const level = Math.log2(answerOf(graph, 'regions')?.stride ?? 1);
  return detections.map(({ label, score, box }) => ({ name: nameOf(label), score, box, level }));
}

/** What a detector finds in a picture, best first: the steps that the page's worker takes. */
export async function detect(
  runtime: Runtime,
  network: LoadedNetwork,
  picture: Pixels,
  suppressing: Suppressing,
): Promise<readonly FoundBox[]> {
  const { region } = network;
  if (region !== undefined) return detectTwice(runtime, { ...network, region }, picture, suppressing);
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
    return named(detector.detected({ run: 1, selection: looked.selection, fitted }, suppressing).boxes);
  } finally {
    executor.dispose();
  }
}
